/* Reads the archive without a network. Network first: what is kept is shown only where no answer
   comes. Kept is what the server marks as the same for everybody, and nothing else. */
"use strict";

const MARK = "X-Offline-Copy";
const DAY = 24 * 3600 * 1000;
const ANSWERED = "x-kept-answered", VISITED = "x-kept-visited", TITLE = "x-kept-title";
const PREFIX = "kept-";
const PAGES = PREFIX + VERSION + "-pages", FILES = PREFIX + VERSION + "-files";
const MOST_FILES = 160;

/* Answers overtake one another: of two about one page the one that was asked for later counts. */
const newest = new Map();
let asking = 0;
/* Somebody is signed in: what is still on its way is not kept either. */
let silent = false;

addEventListener("install", (event) => {
  event.waitUntil(skipWaiting());
});

addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith(PREFIX) && name !== PAGES && name !== FILES) await caches.delete(name);
    }
    if (registration.navigationPreload) await registration.navigationPreload.enable();
    await clients.claim();
  })());
});

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith(SETTINGS.files)) event.respondWith(file(event));
  else if (event.request.mode === "navigate" && isPage(url)) event.respondWith(page(event));
});

/* What the pages say: which files the first page came with, and that the network is back. */
addEventListener("message", (event) => {
  const said = event.data || {};
  if (said.opened) event.waitUntil(firstPage(said.opened, said.files || []));
  if (said.online) event.waitUntil(askAll(true));
});

/* A page of the site for visitors, as far as an address tells: the server's mark decides. */
function isPage(url) {
  return !SETTINGS.never.some((start) => url.pathname.startsWith(start)) && !/\.\w+$/.test(url.pathname);
}

/* Under which address a page is kept: without what the archive does not know. */
function addressOf(href) {
  const url = new URL(href, location.origin);
  const known = [...url.searchParams].filter(([name]) => SETTINGS.parameters.includes(name));
  const query = new URLSearchParams(known.sort(([a], [b]) => (a < b ? -1 : 1))).toString();
  return url.origin + url.pathname + (query && "?" + query);
}

function languageOf(address) {
  const first = new URL(address).pathname.split("/")[1];
  return SETTINGS.always[first] ? first : SETTINGS.language;
}

async function page(event) {
  const address = addressOf(event.request.url), turn = ++asking;
  try {
    const answer = (await event.preloadResponse) || (await fetch(event.request));
    event.waitUntil(answered(address, answer.clone(), turn).catch(() => {}));
    return answer;
  } catch (error) {
    event.waitUntil(asked(0));
    const kept = (await copy(address)) || (await copy(absolute(SETTINGS.always[languageOf(address)].offline)));
    return kept || new Response(SETTINGS.last, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
  }
}

/* An answer from the network: keep it, drop what it replaces, or drop everything. */
async function answered(address, answer, turn) {
  silent = answer.headers.get(MARK) === "none";
  if (silent) return forgetAll();
  if (mayBeKept(answer)) {
    await keep(address, answer, Date.now(), turn);
    await keepAlways(languageOf(address));
  } else if (answer.status === 200 && !isPrivate(answer)) {
    // Made for somebody with a cookie of ours. What a stranger is given may be kept.
    await ask(address, Date.now());
    await keepAlways(languageOf(address));
  } else if (speaks(answer)) {
    await drop(address, turn);
  }
  await askAll(false);
}

function isPrivate(answer) {
  return /\b(private|no-store)\b/.test(answer.headers.get("Cache-Control") || "");
}

function mayBeKept(answer) {
  return answer.status === 200 && answer.type === "basic" && !answer.redirected && !isPrivate(answer)
    && answer.headers.get(MARK) === "allowed" && (answer.headers.get("Content-Type") || "").startsWith("text/html");
}

/* A server in trouble says nothing about the page. A redirect (status 0 here) does. */
function speaks(answer) {
  return answer.status < 500 && answer.status !== 429;
}

/* Ask for a page as a stranger does: without cookies. */
async function ask(address, visited) {
  const turn = ++asking;
  const answer = await fetch(address, { cache: "no-cache", credentials: "omit", redirect: "manual" });
  if (mayBeKept(answer)) await keep(address, answer, visited, turn);
  else if (speaks(answer)) await drop(address, turn);
}

function isNewest(address, turn) {
  if ((newest.get(address) || 0) > turn) return false;
  newest.set(address, turn);
  return true;
}

async function drop(address, turn) {
  const pages = await caches.open(PAGES);
  if (isNewest(address, turn)) await pages.delete(address);
}

/* Ask for everything that is kept, one after the other; not again for a while unless the network was gone. */
async function askAll(now) {
  const pages = await caches.open(PAGES), last = await lastAsked(), back = now || !last;
  if (!back && isRecent(last, SETTINGS.pause)) return;
  await asked(Date.now());
  try {
    for (const request of await pages.keys()) {
      const kept = await pages.match(request);
      if (kept && (back || !isRecent(Number(kept.headers.get(ANSWERED)), SETTINGS.pause))) {
        await ask(request.url, Number(kept.headers.get(VISITED)));
      }
    }
  } catch (error) {
    await asked(0);
  }
  await tidy();
}

/* The moment of the last round outlives this worker, which a browser ends after half a minute. */
async function asked(moment) {
  await (await caches.open(FILES)).put(absolute("/kept-asked"), new Response(String(moment)));
}

async function lastAsked() {
  const kept = await (await caches.open(FILES)).match(absolute("/kept-asked"));
  return kept ? Number(await kept.text()) : 0;
}

async function keep(address, answer, visited, turn) {
  const text = await answer.text(), pages = await caches.open(PAGES);
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Vary", "ETag"]) headers.delete(name);
  const title = (text.match(/<title>([^<]*)<\/title>/) || ["", ""])[1];
  headers.set(ANSWERED, String(Date.now()));
  headers.set(VISITED, String(visited));
  headers.set(TITLE, encodeURIComponent(title.trim()));
  if (silent || !isNewest(address, turn)) return;
  await pages.put(address, new Response(text, { headers }));
  for (const [, found] of text.matchAll(/(?:href|src)="([^"]+\.(?:css|js))"/g)) await keepFile(found);
  await tidy();
}

async function keepAlways(language) {
  const pages = await caches.open(PAGES);
  const thrifty = navigator.connection && navigator.connection.saveData;
  const { offline, calendar } = SETTINGS.always[language];
  for (const path of thrifty ? [offline] : [offline, calendar]) {
    if (!(await pages.match(absolute(path)))) await ask(absolute(path), 0);
  }
}

/* What is kept, while it holds. The page says that it is a copy, and from when. */
async function copy(address) {
  const pages = await caches.open(PAGES);
  const kept = await pages.match(address);
  if (!kept) return null;
  const moment = Number(kept.headers.get(ANSWERED));
  if (!isRecent(moment, SETTINGS.days * DAY)) {
    await pages.delete(address);
    return null;
  }
  // Not every browser knows Khmer: days are written as the archive writes them in short.
  const month = languageOf(address) === "en" ? "short" : "numeric";
  const day = new Date(moment).toLocaleDateString("en-GB", { day: "numeric", month, year: "numeric" });
  const text = (await kept.text()).replace('<p class="copy-note" hidden>', '<p class="copy-note">').replace("<span data-day>…", "<span data-day>" + day);
  return new Response(text, { headers: kept.headers });
}

/* A clock that was put back must not keep a page for longer. */
function isRecent(moment, span) {
  return Math.abs(Date.now() - moment) < span;
}

/* Drop what is too old, and of the rest what was read longest ago. */
async function tidy() {
  const pages = await caches.open(PAGES);
  const always = Object.values(SETTINGS.always).flatMap((one) => [absolute(one.offline), absolute(one.calendar)]);
  const read = [];
  for (const request of await pages.keys()) {
    const kept = await pages.match(request);
    if (!kept) continue;
    if (!isRecent(Number(kept.headers.get(ANSWERED)), SETTINGS.days * DAY)) await pages.delete(request);
    else if (!always.includes(request.url)) read.push([Number(kept.headers.get(VISITED)), request]);
  }
  read.sort(([a], [b]) => b - a);
  for (const [, request] of read.slice(SETTINGS.pages)) await pages.delete(request);
  const files = await caches.open(FILES);
  const names = await files.keys();
  // Prints go before the stylesheets without which no page can be read.
  names.sort((a, b) => b.url.endsWith(".svg") - a.url.endsWith(".svg"));
  const surplus = Math.max(0, names.length - MOST_FILES);
  for (const request of names.slice(0, surplus)) await files.delete(request);
}

/* Stylesheets, faces, prints, scripts: names with a hash, which the browser itself keeps as well. */
async function file(event) {
  try {
    const answer = await fetch(event.request);
    if (answer.status === 200 && answer.type === "basic") event.waitUntil(putFile(event.request.url, answer.clone()));
    return answer;
  } catch (error) {
    return (await (await caches.open(FILES)).match(event.request.url)) || Response.error();
  }
}

async function keepFile(href) {
  const address = absolute(href);
  if (!new URL(address).pathname.startsWith(SETTINGS.files)) return;
  if (await (await caches.open(FILES)).match(address)) return;
  const answer = await fetch(address);
  if (answer.status === 200 && answer.type === "basic") await putFile(address, answer);
}

async function putFile(address, answer) {
  const files = await caches.open(FILES);
  if (!/\.[0-9a-f]{12}\.\w+$/.test(address) || !(await files.match(address))) await files.put(address, answer);
}

/* The first page was there before this worker: it has to be asked for once more. */
async function firstPage(href, names) {
  if (new URL(href).origin !== location.origin || !isPage(new URL(href))) return;
  await ask(addressOf(href), Date.now());
  await keepAlways(languageOf(href));
  for (const name of names.slice(0, MOST_FILES)) await keepFile(name);
}

async function forgetAll() {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
}

function absolute(path) {
  return new URL(path, location.origin).href;
}
