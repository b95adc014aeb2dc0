// Files are sent in pieces (tus 1.0), so that what a bad line has brought stays: after it breaks, or
// after the phone was switched off and the same file is chosen again, sending goes on from there.
// Without this script the form sends them in one go.
const form = document.querySelector(".send");
const place = form.querySelector(".send-place");
const input = form.querySelector("input[type=file]");
const sending = form.querySelector(".sending");
const list = document.getElementById("media-list");
const said = (name) => form.dataset[`said${name}`];
const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
const TUS = { "Tus-Resumable": "1.0.0", "X-CSRFToken": token };
const SMALLEST = 256 * 1024, LARGEST = 8 * 1024 * 1024;
const PATIENCE = [1, 2, 4, 8, 15, 30];

document.documentElement.classList.add("sends");
// As the browser tells a file from another; which one it is, is known by its bytes later.
const keyOf = (file) => ["sending", form.dataset.purpose, file.name, file.size, file.lastModified].join(":");
const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
const online = () => navigator.onLine ? Promise.resolve() : new Promise((done) => addEventListener("online", done, { once: true }));
const remembered = { get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
  set: (key, value) => { try { value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value); } catch { /* private window */ } } };

class Refusal extends Error {}

// The admin leads who is signed out to its door: that is no answer to what was asked.
async function ask(address, options) {
  const response = await fetch(address, { redirect: "manual", ...options });
  if (response.type === "opaqueredirect" || response.status === 401) throw new Refusal(said("Signedout"));
  return response;
}

// One line for each file: its name, a bar, what is going on, and how to end it.
class Line {
  constructor(file) {
    this.row = document.createElement("li");
    this.row.innerHTML = "<div><strong></strong><p></p><progress max=1 value=0></progress></div><button type=button class='button button-small button-secondary'></button>";
    this.row.querySelector("strong").textContent = file.name;
    this.bar = this.row.querySelector("progress");
    this.bar.setAttribute("aria-label", file.name);
    this.words = this.row.querySelector("p");
    this.button = this.row.querySelector("button");
    sending.append(this.row);
  }
  say(words, part) {
    this.words.textContent = part === undefined ? words : `${words} · ${Math.floor(part * 100)} %`;
    if (part !== undefined) this.bar.value = part;
  }
  offer(words, act) { this.button.textContent = words; this.button.onclick = act; this.button.hidden = !act; }
}

async function begin(file) {
  const response = await ask(form.dataset.send, { method: "POST", headers: { ...TUS,
    "Upload-Length": file.size, "Upload-Metadata": `filename ${base64(file.name)},purpose ${base64(form.dataset.purpose)}` } });
  if (response.status >= 400 && response.status < 500) throw new Refusal(await response.text());
  if (!response.ok) throw new Error(response.status);
  return response.headers.get("Location");
}

// How much is there; null when the archive knows nothing of it any more.
async function offsetAt(address) {
  const response = await ask(address, { method: "HEAD", headers: TUS });
  if (response.status === 404 || response.status === 410) return null;
  if (!response.ok) throw new Error(response.status);
  return Number(response.headers.get("Upload-Offset"));
}

// Pieces grow while the line holds, and shrink when it breaks: little is sent twice.
async function send(file, line, stop) {
  const key = keyOf(file);
  let address = remembered.get(key), tries = 0, piece = SMALLEST * 2;
  for (;;) {
    try {
      await online();
      let offset = address ? await offsetAt(address) : null;
      if (offset === null) { address = await begin(file); remembered.set(key, address); offset = 0; }
      while (offset < file.size) {
        line.say(said("Sending"), offset / file.size);
        const from = performance.now();
        const response = await ask(address, { method: "PATCH", signal: stop.signal,
          headers: { ...TUS, "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" },
          body: file.slice(offset, offset + piece) });
        if (response.status === 409) { offset = (await offsetAt(address)) ?? 0; continue; }
        if (response.status === 403 || response.status === 413) throw new Refusal(await response.text());
        if (!response.ok) throw new Error(response.status);
        offset = Number(response.headers.get("Upload-Offset"));
        piece = Math.min(LARGEST, Math.max(SMALLEST, performance.now() - from < 2000 ? piece * 2 : piece));
        tries = 0;
      }
      remembered.set(key, null);
      return address;
    } catch (error) {
      if (stop.signal.aborted && address) remembered.set(key, null);
      if (error instanceof Refusal || stop.signal.aborted) throw error;
      piece = SMALLEST;
      line.say(said("Waiting"), line.bar.value);
      await pause(PATIENCE[Math.min(tries++, PATIENCE.length - 1)]);
    }
  }
}

// The archive looks at a file before it takes it; a film takes a while.
async function outcome(address) {
  for (let wait = 0.5; ; wait = Math.min(wait * 1.5, 5)) {
    await pause(wait);
    try {
      const told = await (await ask(address, { headers: { "Tus-Resumable": "1.0.0" } })).json();
      if (!["coming", "arrived"].includes(told.state)) return told;
    } catch (error) {
      if (error instanceof Refusal) throw error;
      await online();
    }
  }
}

async function handle(file, line, stop) {
  if (stop.signal.aborted) return;
  let address = null;
  try {
    address = await send(file, line, stop);
    line.offer("", null);
    line.say(said("Looking"), 1);
    const told = await outcome(address);
    if (told.state === "refused") line.say(`${said("Refused")}: ${told.reason}`);
    else line.say(said(told.state === "duplicate" ? "There" : "Taken"), 1);
    line.row.classList.add(told.state);
    if (told.state !== "refused") setTimeout(() => line.row.remove(), 4000);
    await refresh();
  } catch (error) {
    if (stop.signal.aborted) return;
    line.row.classList.add("refused");
    line.say(error instanceof Refusal ? error.message : said("Failed"));
    line.offer(said("Again"), () => { line.row.remove(); queue(file); });
  }
}

// One after the other: on a bad line two only make each other slower.
let busy = Promise.resolve();
const queue = (file) => {
  const line = new Line(file), stop = new AbortController();
  line.say(said("Queued"), 0);
  line.offer(said("Stop"), () => { stop.abort(); line.row.remove(); });
  busy = busy.then(() => handle(file, line, stop));
};

// The list is fetched anew as long as something in it is still being made.
async function refresh() {
  // Who is writing in it, or has ticked files in it, keeps it.
  if (list.querySelector(".together[open]")) return;
  const response = await fetch(list.dataset.list, { redirect: "manual" });
  if (response.ok) list.innerHTML = await response.text();
}

const take = (files) => [...files].forEach(queue);
input.addEventListener("change", () => { take(input.files); input.value = ""; });
for (const name of ["dragenter", "dragover"]) place.addEventListener(name, (event) => { event.preventDefault(); place.classList.add("over"); });
for (const name of ["dragleave", "drop"]) place.addEventListener(name, () => place.classList.remove("over"));
place.addEventListener("drop", (event) => { event.preventDefault(); take(event.dataTransfer.files); });
addEventListener("beforeunload", (event) => { if (sending.querySelector("li:not(.refused)")) event.preventDefault(); });
list.addEventListener("toggle", (event) => { if (event.target.matches(".together:not([open])")) refresh(); }, true);
setInterval(() => { if (list.querySelector(".upload-arrived, .file .lacks") && !list.contains(document.activeElement)) refresh(); }, 5000);
