/* A picture looked at closely. OpenSeadragon comes when somebody asks; until then, and whatever goes wrong, the link
   leads to the largest picture there is. */
const dialog = document.getElementById("phong-to");
const depth = dialog.querySelector(".depth");
const failed = dialog.querySelector(".failed");
const STEP = 0.18; // of what is seen, for each press of an arrow
let library = null;
let viewer = null;
let opener = null;

const brought = () => {
  library ??= new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: dialog.dataset.library });
    script.addEventListener("load", () => resolve(window.OpenSeadragon));
    script.addEventListener("error", () => { library = null; script.remove(); reject(new Error("not brought")); });
    document.head.append(script);
  });
  return library;
};

const pan = (x, y) => {
  const seen = viewer.viewport.getBounds(true);
  viewer.viewport.panBy(new window.OpenSeadragon.Point(x * STEP * seen.width, y * STEP * seen.height));
};
const nearer = (by) => viewer.viewport.zoomBy(by);
const KEYS = {
  ArrowLeft: () => pan(-1, 0),
  ArrowRight: () => pan(1, 0),
  ArrowUp: () => pan(0, -1),
  ArrowDown: () => pan(0, 1),
  "+": () => nearer(1.5),
  "=": () => nearer(1.5),
  "-": () => nearer(1 / 1.5),
  0: () => viewer.viewport.goHome(),
};
const BUTTONS = { in: KEYS["+"], out: KEYS["-"], home: KEYS[0] };

const show = (tiles, still) => {
  viewer = window.OpenSeadragon({
    element: depth,
    tileSources: tiles,
    showNavigationControl: false,
    animationTime: still ? 0 : 0.6,
    immediateRender: still,
    maxZoomPixelRatio: 3,
    visibilityRatio: 0.6,
    gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
    crossOriginPolicy: false,
  });
  // Keys are ours: they answer wherever in the dialog one is.
  viewer.addHandler("canvas-key", (event) => { event.preventDefaultAction = true; });
  viewer.addHandler("open-failed", () => { failed.textContent = failed.dataset.failed; });
  viewer.addHandler("open", () => { dialog.dataset.shown = ""; });
  viewer.canvas.removeAttribute("tabindex");
};

const open = async (link) => {
  opener = link;
  failed.textContent = "";
  dialog.showModal();
  try {
    await brought();
  } catch {
    dialog.close();
    location.assign(link.href);
    return;
  }
  if (dialog.open) show(link.dataset.zoom, matchMedia("(prefers-reduced-motion: reduce)").matches);
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-zoom]");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open(link);
});

dialog.addEventListener("keydown", (event) => {
  if (!viewer || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
  viewer.viewport.applyConstraints();
});

dialog.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.value === "close") dialog.close();
  else if (viewer) BUTTONS[button.value]();
});

dialog.addEventListener("close", () => {
  if (viewer) viewer.destroy();
  viewer = null;
  delete dialog.dataset.shown;
  depth.replaceChildren();
  opener.focus();
});
