/* Words that follow what is heard: the line that is said now is marked, and each line leads to its moment. */
const still = matchMedia("(prefers-reduced-motion: reduce)");

const follow = (figure, list, goto) => {
  const media = figure.querySelector("audio, video");
  const lines = [...list.children];
  const starts = lines.map((line) => Number(line.dataset.start)), ends = lines.map((line) => Number(line.dataset.end));
  const buttons = [];
  let marked = -1;

  const go = (number) => {
    // The player of recordings keeps a moment until something is loaded; a film is loaded by going there.
    if (media instanceof HTMLAudioElement) figure.dispatchEvent(new CustomEvent("goto", { detail: starts[number] }));
    else {
      media.currentTime = starts[number];
      media.play().catch(() => {});
    }
  };

  const reach = (number) => {
    for (const [other, button] of buttons.entries()) button.tabIndex = other === number ? 0 : -1;
  };

  const current = () => {
    let low = 0, high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= media.currentTime + 0.01) low = middle + 1;
      else high = middle;
    }
    return low - 1 >= 0 && media.currentTime < ends[low - 1] ? low - 1 : -1;
  };

  const show = () => {
    const number = current();
    if (number === marked) return;
    if (marked >= 0) lines[marked].removeAttribute("aria-current");
    marked = number;
    if (number < 0) return;
    const line = lines[number];
    line.setAttribute("aria-current", "true");
    // Whoever is among the lines with the keyboard, or has taken the list in hand, is left alone.
    if (media.paused || list.contains(document.activeElement) || list.matches(":hover") && list.dataset.moved) return;
    reach(number);
    const top = line.offsetTop - (list.clientHeight - line.offsetHeight) / 2;
    list.scrollTo({ top, behavior: still.matches ? "instant" : "smooth" });
  };

  for (const [number, line] of lines.entries()) {
    const old = line.querySelector(".at");
    const button = Object.assign(document.createElement("button"), { type: "button", className: "at", textContent: old.textContent });
    button.tabIndex = number ? -1 : 0;
    button.setAttribute("aria-label", `${goto} ${old.textContent}`);
    old.replaceWith(button);
    buttons.push(button);
    line.addEventListener("click", () => { if (!String(getSelection())) go(number); });
  }
  list.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(buttons.length - 1, to));
    reach(next);
    buttons[next].focus();
  });
  list.addEventListener("wheel", () => { list.dataset.moved = ""; }, { passive: true });
  list.addEventListener("pointerleave", () => { delete list.dataset.moved; });
  // Somebody was sent to this line, by a search or by a friend.
  list.addEventListener("sent", (event) => {
    const number = lines.indexOf(event.target);
    list.closest("details").open = true;
    reach(number);
    list.scrollTo({ top: lines[number].offsetTop - (list.clientHeight - lines[number].offsetHeight) / 2, behavior: "instant" });
    // The browser goes to the line itself once more when the page is whole.
    const look = () => figure.scrollIntoView({ block: "start", behavior: "instant" });
    look();
    if (document.readyState !== "complete") addEventListener("load", () => setTimeout(look), { once: true });
    go(number);
  });
  list.classList.add("follows");
  media.addEventListener("timeupdate", show);
  media.addEventListener("seeked", show);
};

for (const figure of document.querySelectorAll("[data-plays]")) {
  const goto = figure.querySelector(".transcripts")?.dataset.goto;
  for (const list of figure.querySelectorAll(".cues")) follow(figure, list, goto);
}

/* Captions in the language of the page, once it plays: a browser brings a default track with the page. */
for (const film of document.querySelectorAll("[data-plays] video")) {
  const { track } = film.querySelector(`track[srclang="${document.documentElement.lang}"]`) ?? {};
  if (track) film.addEventListener("play", () => { track.mode = "showing"; }, { once: true });
}

/* `#loi-…` is a line: it is heard from there, if the browser lets it play, and stands where it would begin. */
const sent = () => {
  const line = location.hash.startsWith("#loi-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (line) line.dispatchEvent(new Event("sent", { bubbles: true }));
};
if (performance.getEntriesByType("navigation")[0]?.type === "navigate") sent();
addEventListener("hashchange", sent);
