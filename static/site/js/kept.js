/* What this browser keeps of the archive: a list to read from, and a button to be rid of it. */
"use strict";

{
  const place = document.querySelector("[data-kept-days]");
  const list = place.querySelector("ul"), none = place.querySelector("[data-none]"), away = place.querySelector("button");
  const limit = Number(place.dataset.keptDays) * 24 * 3600 * 1000;
  const stores = async () => (await caches.keys()).filter((name) => name.startsWith("kept-"));
  const month = document.documentElement.lang === "en" ? "short" : "numeric";
  const plain = (text) => new DOMParser().parseFromString(text, "text/html").body.textContent;

  const found = async () => {
    const rows = [];
    for (const name of await stores()) {
      if (!name.endsWith("-pages")) continue;
      const pages = await caches.open(name);
      for (const request of await pages.keys()) {
        const { headers } = await pages.match(request);
        const answered = Number(headers.get("x-kept-answered"));
        const title = plain(decodeURIComponent(headers.get("x-kept-title"))).split(" · ").slice(0, -1).join(" · ");
        const language = headers.get("Content-Language") || "vi";
        if (Math.abs(Date.now() - answered) < limit && !place.dataset.own.split(" ").includes(new URL(request.url).pathname)) {
          rows.push({ visited: Number(headers.get("x-kept-visited")), url: request.url, title, language, answered });
        }
      }
    }
    return rows.sort((a, b) => b.visited - a.visited);
  };

  const show = async () => {
    const rows = await found();
    list.replaceChildren(...rows.map((row) => {
      const item = document.createElement("li"), link = document.createElement("a");
      const name = document.createElement("span"), day = document.createElement("span");
      link.href = row.url;
      link.hreflang = name.lang = row.language;
      name.textContent = row.title;
      day.className = "meta";
      day.textContent = new Date(row.answered).toLocaleDateString("en-GB", { day: "numeric", month, year: "numeric" });
      link.append(name, day);
      item.append(link);
      return item;
    }));
    none.hidden = rows.length > 0;
    list.hidden = away.hidden = rows.length === 0;
  };

  if ("caches" in window) {
    away.addEventListener("click", async () => {
      for (const name of await stores()) await caches.delete(name);
      await show();
      none.tabIndex = -1;
      none.focus();
    });
    show().catch(() => {});
  }
}
