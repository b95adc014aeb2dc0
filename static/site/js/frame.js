/* On every page: the size of the text, what the search suggests, the manifest, and the worker that keeps pages for where there is no network. */
"use strict";

{
  const NAME = "co-chu";
  const root = document.documentElement;
  const buttons = document.querySelectorAll(".text-size [value]");
  const show = (size) => {
    if (/^[234]$/.test(size)) root.dataset.size = size;
    else delete root.dataset.size;
    for (const one of buttons) one.setAttribute("aria-pressed", String(one.value === (root.dataset.size || "1")));
  };
  const remembered = () => {
    try { return localStorage.getItem(NAME); } catch { return null; }
  };
  root.classList.add("scripted");
  show(remembered());
  for (const one of buttons) {
    one.addEventListener("click", () => {
      show(one.value);
      try {
        if (one.value === "1") localStorage.removeItem(NAME);
        else localStorage.setItem(NAME, one.value);
      } catch { /* For this page only, then. */ }
    });
  }
  addEventListener("storage", (event) => event.key === NAME && show(event.newValue));
}

{
  // Nobody but who goes to the field needs it; and nobody who pays for each megabyte.
  const address = document.currentScript.dataset.typing;
  const field = document.querySelector(".search [name=q]");
  if (address && field && !(navigator.connection && navigator.connection.saveData)) {
    const begin = () => document.head.append(Object.assign(document.createElement("script"), { src: address }));
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    if (document.activeElement === field) begin();
    else field.addEventListener("focus", begin, { once: true });
  }
}

{
  // What is for who has seen the page, after all that is seen; at once for who was sent to a place in it.
  const addresses = (document.currentScript.dataset.later || "").split(" ").filter(Boolean);
  const begin = () => { for (const one of addresses) import(one).catch(() => {}); };
  if (location.hash) begin();
  else addEventListener("load", begin);
}

{
  // A link in the page would be asked for beside the styles, and hold them up.
  const manifest = Object.assign(document.createElement("link"), { rel: "manifest", href: document.currentScript.dataset.manifest });
  addEventListener("load", () => document.head.append(manifest));
}

{
  const address = document.currentScript.dataset.worker;
  const workers = navigator.serviceWorker;
  const begin = async () => {
    const first = !workers.controller;
    await workers.register(address, { updateViaCache: "none" });
    if (!first) return;
    const { active } = await workers.ready;
    const files = performance.getEntriesByType("resource").map((one) => one.name);
    active.postMessage({ opened: location.href, files });
  };
  const end = async () => {
    for (const one of await workers.getRegistrations()) await one.unregister();
    for (const name of await caches.keys()) if (name.startsWith("kept-")) await caches.delete(name);
  };
  if (workers) {
    addEventListener("load", () => (address ? begin() : end()).catch(() => {}));
    addEventListener("online", () => workers.controller && workers.controller.postMessage({ online: true }));
  }
}
