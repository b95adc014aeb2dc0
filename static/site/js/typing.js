/* Titles that begin like what is being typed. Fetched once somebody is in the field; when anything fails, it is a field. */
"use strict";

{
  const PAUSE = 120, LONGER = 350;
  const field = document.querySelector(".search [role=combobox]");
  const address = new URL("suggest", document.querySelector("[rel=service-desc]").href);
  const list = document.createElement("div");
  // On a phone each word is composed until its end, and its keys never reach the list.
  const byFinger = matchMedia("(pointer: coarse)");
  let options = [], chosen = -1, shown = "", running = null, timer = 0;

  list.id = "goi-y";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.getAttribute("aria-label"));
  field.form.append(list);
  field.setAttribute("aria-controls", list.id);
  field.autocomplete = "off";

  const choose = (number) => {
    chosen = number;
    options.forEach((one, n) => one.setAttribute("aria-selected", String(n === number)));
    if (number < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", options[number].id);
    options[number].scrollIntoView({ block: "nearest" });
  };

  const open = (yes) => {
    list.hidden = !yes;
    field.setAttribute("aria-expanded", String(yes));
    choose(-1);
  };

  const stop = () => {
    clearTimeout(timer);
    if (running) running.abort();
  };

  const close = () => {
    stop();
    open(false);
  };

  const option = ({ title, lang, type_label: kind, url }, number) => {
    const link = document.createElement("a"), name = document.createElement("span"), what = document.createElement("span");
    // By whatever name the archive was reached, somebody stays there.
    Object.assign(link, { id: `goi-y-${number}`, href: new URL(url).pathname, tabIndex: -1 });
    link.setAttribute("role", "option");
    Object.assign(name, { textContent: title, lang });
    Object.assign(what, { textContent: kind, className: "quiet" });
    link.append(name, " ", what);
    return link;
  };

  const ask = async () => {
    const text = field.value.trim();
    if (!text) return close();
    stop();
    const { signal } = running = new AbortController();
    try {
      address.search = new URLSearchParams({ q: text, lang: document.documentElement.lang });
      const answer = await fetch(address, { signal });
      const { suggestions } = await answer.json();
      if (signal.aborted || document.activeElement !== field) return;
      options = suggestions.map(option);
      list.replaceChildren(...options);
      list.scrollTop = 0;
      shown = text;
      open(options.length > 0);
    } catch {
      if (!signal.aborted) open(false);
    }
  };

  const soon = (event) => {
    const composing = event.isComposing && event.type === "input";
    stop();
    choose(-1);
    if (composing && !byFinger.matches) return;
    timer = setTimeout(ask, composing ? LONGER : PAUSE);
  };

  const keys = {
    ArrowDown: () => choose(chosen + 1 < options.length ? chosen + 1 : -1),
    ArrowUp: () => choose(chosen < 0 ? options.length - 1 : chosen - 1),
    Enter: () => chosen < 0 || options[chosen].click(),
    Escape: close,
  };

  field.addEventListener("input", soon);
  field.addEventListener("compositionend", soon);
  field.addEventListener("blur", close);
  field.form.addEventListener("submit", close);
  addEventListener("pagehide", close);
  field.addEventListener("keydown", (event) => {
    const { key } = event, act = keys[key];
    if (!act || event.isComposing || event.keyCode === 229) return;
    if (list.hidden) {
      if (key.startsWith("Arrow") && options.length && shown === field.value.trim()) open(true);
      else return;
    }
    if (key === "Enter" && chosen < 0) return;
    event.preventDefault();
    act();
  });
  // The field keeps the keyboard while somebody presses on a title.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => event.ctrlKey || event.metaKey || event.shiftKey || close());

  // Of what was typed before, nobody knows whether it is composed still: then its next letter comes first.
  if (field.value !== field.defaultValue) timer = setTimeout(ask, LONGER);
}
