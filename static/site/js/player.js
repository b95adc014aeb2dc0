/* The console of a recording, in the place of the browser's own player: the shape of the sound to go along, the speed,
   all of it by keyboard. */
const VIEW = 400, MIDDLE = 32; // as the drawing in the page has it
const BARS = 200;
const STEPS = { ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5, PageDown: -30, PageUp: 30 };

const clock = (seconds) => {
  const whole = Math.floor(seconds), two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(whole / 3600), minutes = Math.floor(whole / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
};

/* A thread for each two of 400: from the lowest to the highest of what falls into it, the loudest as high as there is. */
const threads = ({ data, length }) => {
  const bars = Math.min(BARS, length), high = [];
  for (let bar = 0; bar < bars; bar++) {
    const from = Math.floor((bar * length) / bars), to = Math.max(from + 1, Math.floor(((bar + 1) * length) / bars));
    let most = 0;
    for (let point = from; point < to; point++) most = Math.max(most, -data[2 * point], data[2 * point + 1]);
    high.push(most);
  }
  const loudest = Math.max(1, ...high);
  const at = (bar) => (((bar + 0.5) * VIEW) / bars).toFixed(1);
  return high.map((most, bar) => {
    const reach = Math.max(0.8, (most / loudest) * (MIDDLE - 1)).toFixed(1);
    return `M${at(bar)} ${MIDDLE - reach}V${MIDDLE + Number(reach)}`;
  }).join("");
};

const begin = (figure) => {
  const audio = figure.querySelector("audio"), console = figure.querySelector(".console");
  const play = console.querySelector(".play"), seek = console.querySelector(".seek"), heard = console.querySelector(".heard");
  const now = console.querySelector("[data-now]"), all = console.querySelector("[data-all]");
  const status = console.querySelector("[role=status]"), failed = console.querySelector(".failed");
  let length = Number(seek.getAttribute("aria-valuemax")), wanted = null, drawn = false;

  const say = (name) => { status.textContent = name ? status.dataset[name] : ""; };
  const moment = () => wanted ?? audio.currentTime;

  const show = () => {
    const share = length ? Math.min(1, moment() / length) : 0;
    heard.style.clipPath = `inset(0 ${100 - share * 100}% 0 0)`;
    now.textContent = clock(moment());
    seek.setAttribute("aria-valuenow", Math.floor(moment()));
    seek.setAttribute("aria-valuetext", `${clock(moment())} / ${clock(length)}`);
  };

  const go = (seconds) => {
    const to = Math.max(0, Math.min(length || seconds, seconds));
    // Nothing is loaded yet: it begins there when it plays.
    if (audio.readyState) audio.currentTime = to;
    else wanted = to;
    show();
  };

  const draw = async () => {
    if (drawn || !figure.dataset.waveform) return;
    drawn = true;
    try {
      const answer = await fetch(figure.dataset.waveform);
      if (!answer.ok) return;
      const shape = threads(await answer.json());
      for (const path of seek.querySelectorAll("path")) path.setAttribute("d", shape);
    } catch { /* A line does as well. */ }
  };

  const toggle = () => {
    if (audio.paused) audio.play().catch(() => {});
    else audio.pause();
  };

  const labels = [play.getAttribute("aria-label"), play.dataset.other];
  const mark = (on) => {
    play.toggleAttribute("data-on", on);
    play.setAttribute("aria-label", labels[Number(on)]);
  };

  play.addEventListener("click", toggle);
  console.querySelector("select").addEventListener("change", (event) => {
    audio.playbackRate = audio.defaultPlaybackRate = Number(event.target.value);
  });

  seek.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " " || event.key === "Enter") toggle();
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(length);
    else if (Object.hasOwn(STEPS, event.key)) go(moment() + STEPS[event.key]);
    else return;
    event.preventDefault();
  });

  const along = (event) => {
    const box = seek.getBoundingClientRect();
    go(((event.clientX - box.left) / box.width) * length);
  };
  seek.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    seek.setPointerCapture(event.pointerId);
    along(event);
  });
  seek.addEventListener("pointermove", (event) => seek.hasPointerCapture(event.pointerId) && along(event));

  audio.addEventListener("loadedmetadata", () => {
    if (Number.isFinite(audio.duration)) length = audio.duration;
    seek.setAttribute("aria-valuemax", Math.floor(length));
    all.textContent = clock(length);
    if (wanted !== null) audio.currentTime = wanted;
    wanted = null;
    show();
  });
  audio.addEventListener("timeupdate", show);
  audio.addEventListener("seeking", show);
  audio.addEventListener("play", () => { failed.textContent = ""; mark(true); draw(); });
  audio.addEventListener("playing", () => say("playing"));
  audio.addEventListener("waiting", () => say("waiting"));
  audio.addEventListener("pause", () => { mark(false); say(audio.ended ? "ended" : "paused"); });
  const broken = () => { mark(false); say(""); failed.textContent = failed.dataset.failed; };
  audio.addEventListener("error", broken);
  // With several sources it is the last of them that says that none plays.
  audio.querySelector("source:last-of-type").addEventListener("error", broken);

  // Somebody else asks for a moment before anything is loaded (`transcript.js`).
  figure.addEventListener("goto", (event) => { go(event.detail); audio.play().catch(() => {}); });

  audio.controls = false;
  audio.hidden = true;
  console.hidden = false;
  if (!("spare" in figure.dataset)) {
    const near = new IntersectionObserver((seen) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      near.disconnect();
      draw();
    }, { rootMargin: "200px" });
    near.observe(console);
  }
};

for (const figure of document.querySelectorAll(".sound[data-plays]")) begin(figure);

// One recording at a time.
document.addEventListener("play", (event) => {
  for (const one of document.querySelectorAll("audio, video")) if (one !== event.target) one.pause();
}, true);
