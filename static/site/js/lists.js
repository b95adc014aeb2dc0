/* Facets, orders and page numbers change a list in its place. Whatever goes wrong, the link is followed. */
"use strict";

{
  const LIVE = "[data-live]";
  let shown = location.pathname + location.search;
  let running = null;

  const parts = (doc) => new Map([...doc.querySelectorAll(LIVE)].map((one) => [one.dataset.live, one]));
  const nameOf = (link) => (link.querySelector("span[lang], span:first-child") || link).textContent.trim();
  const summaries = (part) => [...part.querySelectorAll("details")].map((one) => {
    const outer = one.parentElement.closest("details");
    return [`${outer ? outer.querySelector("summary").textContent : ""}/${one.querySelector("summary").textContent}`, one];
  });

  const replace = (part, fresh) => {
    const open = new Map(summaries(part).map(([name, one]) => [name, one.open]));
    part.replaceChildren(...fresh.childNodes);
    for (const [name, one] of summaries(part)) if (open.has(name)) one.open = open.get(name);
  };

  /* Where the keyboard was: at the same choice, or at the number of things found. */
  const refocus = (name, label) => {
    const part = name !== "ds" && parts(document).get(name);
    const same = part && [...part.querySelectorAll("a")].find((one) => nameOf(one) === label);
    const status = parts(document).get("so");
    if (same) return same.focus({ preventScroll: true });
    status.tabIndex = -1;
    status.focus({ preventScroll: true });
    if (name === "ds") status.scrollIntoView({ block: "center" });
  };

  const load = async (address) => {
    if (running) running.abort();
    running = new AbortController();
    const { signal } = running;
    const mine = parts(document);
    mine.get("ds").setAttribute("aria-busy", "true");
    const answer = await fetch(address, { signal, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const doc = new DOMParser().parseFromString(await answer.text(), "text/html");
    signal.throwIfAborted();
    const fresh = parts(doc);
    if (mine.size !== fresh.size || [...mine.keys()].some((name) => !fresh.has(name))) throw new Error("another page");
    for (const [name, part] of mine) replace(part, fresh.get(name));
    document.title = doc.title;
    mine.get("ds").removeAttribute("aria-busy");
    shown = new URL(address).pathname + new URL(address).search;
  };

  const orLeave = (address) => (error) => {
    if (error.name === "AbortError") return;
    if (address === location.href) location.reload();
    else location.assign(address);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest(`${LIVE} a[href]`);
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const to = new URL(link.href);
    if (to.origin !== location.origin || to.pathname !== location.pathname || to.hash) return;
    event.preventDefault();
    const name = link.closest(LIVE).dataset.live, label = nameOf(link), y = scrollY;
    load(to.href).then(() => {
      history.replaceState({ y }, "");
      history.pushState(null, "", to.href);
      refocus(name, label);
    }).catch(orLeave(to.href));
  });

  addEventListener("popstate", (event) => {
    if (location.pathname + location.search === shown) return;
    load(location.href).then(() => event.state && scrollTo(0, event.state.y)).catch(orLeave(location.href));
  });
}
