// The chat page: sends, shows, resumes after a reload, clears the screen. Stores nothing itself.
import { privateKinds } from "./private.js";
import { choices, element, fill, message } from "./render.js";

const body = document.body;
const texts = JSON.parse(body.dataset.texts);
const limit = Number(body.dataset.limit);
const byId = (id) => document.getElementById(id);
const [log, scroller, typing, composer, field, send] =
  ["log", "scroller", "typing", "composer", "message", "send"].map(byId);
const ESC_WINDOW_MS = 800;
const titles = new Map(); // payload -> what the button said

let busy = false;
let lastEscape = 0;
let asked = null; // the question that is open: whoever is asked for a number may give it
let retry = null; // the message that did not get through, to be sent once more under the same id

const pageScrolls = () => getComputedStyle(scroller).overflowY === "visible";

function scrollDown() {
  if (pageScrolls()) composer.scrollIntoView({ block: "end" });
  else scroller.scrollTop = scroller.scrollHeight;
}

// The first new line stays in sight: a word about 112 must not scroll away under a question.
function scrollToNew(first) {
  scrollDown();
  if (!first) return;
  const top = first.getBoundingClientRect().top;
  if (top < (pageScrolls() ? 0 : scroller.getBoundingClientRect().top)) first.scrollIntoView({ block: "start" });
}

function showProgress(progress) {
  byId("progress").hidden = !progress;
  if (!progress) return;
  byId("progress-text").textContent = fill(texts.step, progress);
  byId("progress-bar").max = progress.of;
  byId("progress-bar").value = progress.step;
}

function showLine(line) {
  byId("welcome").hidden = true;
  log.querySelectorAll(".choices.open, .summary button").forEach((old) => old.remove());
  const shown = line.who === "person" && titles.has(line.text)
    ? { ...line, text: titles.get(line.text) }
    : line;
  const article = message(shown, texts, (title, payload) => say(payload, title));
  log.append(article);
  if (line.who !== "person") showExtras(line, article);
}

function showExtras(line, article) {
  showProgress(line.custom.progress);
  asked = line.custom.question ?? null;
  if (line.custom.practice) byId("practice").hidden = false;
  if (line.custom.outcome) byId("practice").hidden = true;
  if (line.buttons.length) {
    for (const { title, payload } of line.buttons) titles.set(payload, title);
    const group = choices(line.buttons, texts, (title, payload) => say(payload, title));
    group.classList.add("open");
    article.append(group);
  }
  if (line.custom.outcome) log.append(element("p", "ended", texts.ended));
}

function setBusy(now) {
  busy = now;
  typing.hidden = !now;
  send.disabled = now;
  log.setAttribute("aria-busy", String(now));
  if (now) scrollDown();
}

function notice(text) {
  byId("notice").textContent = text;
}

function metadata() {
  const given = new URLSearchParams(location.search);
  const known = { language: body.dataset.language };
  for (const key of ["role", "municipality"]) if (given.get(key)) known[key] = given.get(key);
  return known;
}

async function post(content) {
  const response = await fetch("/chat", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(content),
  });
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()).lines;
}

const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");

// Nothing leaves the page before the person chose: the warning comes ahead of every request.
function submitTyped() {
  const text = field.value;
  const kinds = retry?.text === text || asked === "contact" ? [] : privateKinds(text);
  if (busy || !kinds.length) return say(text);
  const names = kinds.map((kind) => texts[`private_${kind}`]).join(texts.private_and);
  byId("warning-text").textContent = fill(texts.private_found, { kinds: names });
  byId("warning").hidden = false;
  byId("warning-edit").focus();
}

function closeWarning() {
  byId("warning").hidden = true;
}

function sendAnyway() {
  closeWarning();
  say(field.value);
}

async function say(text, shown = text) {
  if (busy || !text.trim()) return;
  if (text.length > limit) {
    notice(fill(texts.too_long, { size: text.length, limit }));
    return;
  }
  const content = retry?.text === text ? retry : { id: newId(), text, metadata: metadata() };
  notice("");
  closeWarning();
  setBusy(true);
  const typed = field.value;
  field.value = "";
  showLine({ who: "person", text: shown, buttons: [], custom: {} });
  const mine = log.lastElementChild;
  scrollDown();
  let answered = null;
  try {
    const lines = await post(content);
    retry = null;
    lines.forEach(showLine);
    answered = mine.nextElementSibling;
  } catch (error) {
    mine.remove();
    retry = content;
    field.value = shown === text ? text : typed;
    notice(error instanceof TypeError ? texts.offline : texts.server_error);
  }
  setBusy(false);
  scrollToNew(answered);
  field.focus({ preventScroll: true });
}

async function restore() {
  log.setAttribute("aria-live", "off"); // what was said before is not announced again
  const response = await fetch("/chat");
  const { lines } = response.ok ? await response.json() : { lines: [] };
  log.replaceChildren();
  for (const line of lines) {
    for (const { title, payload } of line.buttons) titles.set(payload, title);
    for (const { label, payload } of line.custom.summary || []) titles.set(payload, `${texts.change}: ${label}`);
  }
  lines.forEach(showLine);
  byId("welcome").hidden = lines.length > 0;
  scrollDown();
  setTimeout(() => log.setAttribute("aria-live", "polite"), 100);
}

function clearScreen() {
  log.replaceChildren();
  field.value = "";
  notice("");
  closeWarning();
  byId("practice").hidden = true;
  showProgress(null);
  byId("conversation").hidden = true;
  byId("cleared").hidden = false;
  byId("cleared-title").focus();
}

async function comeBack() {
  byId("cleared").hidden = true;
  byId("conversation").hidden = false;
  await restore();
  field.focus({ preventScroll: true });
}

async function startAfresh() {
  if (!confirm(texts.restart_confirm)) return;
  await fetch("/chat", { method: "DELETE" });
  await comeBack();
}

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  submitTyped();
});
field.addEventListener("input", closeWarning);
byId("warning-edit").addEventListener("click", () => {
  closeWarning();
  field.focus();
});
byId("warning-send").addEventListener("click", sendAnyway);
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submitTyped();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (event.timeStamp - lastEscape < ESC_WINDOW_MS) clearScreen();
  lastEscape = event.timeStamp;
});
byId("welcome").addEventListener("click", (event) => {
  const text = event.target.dataset?.say;
  if (text) say(text);
});
byId("clear").addEventListener("click", clearScreen);
byId("resume").addEventListener("click", comeBack);
byId("restart-cleared").addEventListener("click", startAfresh);
restore().catch(() => notice(texts.offline));
