// The conversation on the screen: shows lines, asks before sending, clears. Keeps no words.
import { fill } from "./dom.js";
import { frame } from "./frame.js";
import { lineElement } from "./lines.js";
import { pickTitles } from "./pick.js";
import { privateKinds } from "./private.js";
import { signInAgain } from "./sign_in.js";

const THINKING_MS = 2000; // an answer within two seconds needs no word about waiting
const CONTACT_KINDS = ["phone", "email"]; // what may be given where it is asked for
const QUIET_MS = 300; // history has come in when nothing more came for so long

export class Chat {
  constructor(root, settings, createTransport) {
    this.settings = settings;
    this.texts = settings.texts;
    this.titles = new Map(); // payload -> what the button said
    this.mine = new Map(); // id of the person's own line -> its element
    this.draft = ""; // what was in the field when the screen was cleared
    this.asked = null; // the open question: whoever is asked for a number may give it
    this.waits = false; // the last word was the person's
    this.state = "connecting";
    root.append(frame(settings));
    this.part = (id) => root.getElementById(id);
    [this.log, this.scroller, this.field] = ["log", "scroller", "message"].map(this.part);
    this.listen();
    this.part("welcome").hidden = false;
    this.settle();
    this.transport = createTransport({
      base: settings.base,
      onLine: (line) => this.isCleared || this.show(line),
      onState: (state) => this.showState(state),
      onReset: () => this.empty(),
    });
  }

  // What was said before is shown in silence; only what comes after it is read out.
  settle() {
    clearTimeout(this.settling);
    this.log.setAttribute("aria-live", "off");
    this.settling = setTimeout(() => this.speakUp(), QUIET_MS);
  }

  get isSilent() {
    return this.log.getAttribute("aria-live") === "off";
  }

  speakUp() {
    clearTimeout(this.settling);
    for (const { id, text } of this.transport.waiting()) if (!this.mine.has(id)) this.showMine(id, text);
    this.log.setAttribute("aria-live", "polite");
  }

  listen() {
    const on = (id, type, act) => this.part(id).addEventListener(type, act);
    on("composer", "submit", (event) => this.submit(event));
    on("message", "input", () => this.closeWarning());
    on("message", "keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.submit(event);
    });
    on("warning-edit", "click", () => this.edit());
    on("warning-send", "click", () => this.say(this.field.value));
    on("welcome", "click", ({ target }) => target.dataset.say && this.say(target.dataset.say));
    on("clear", "click", () => this.clear());
    on("resume", "click", () => this.comeBack());
    on("restart", "click", () => this.restart());
  }

  // Nothing leaves the page before the person chose: the warning comes ahead of every request.
  submit(event) {
    event.preventDefault();
    const text = this.field.value;
    const wanted = this.asked === "contact" ? CONTACT_KINDS : [];
    const kinds = privateKinds(text).filter((kind) => !wanted.includes(kind));
    if (!kinds.length) {
      this.say(text);
      return;
    }
    const names = kinds.map((kind) => this.texts[`private_${kind}`]).join(this.texts.private_and);
    this.part("warning-text").textContent = fill(this.texts.private_found, { kinds: names });
    this.part("warning").hidden = false;
    this.part("warning-edit").focus();
  }

  edit() {
    this.closeWarning();
    this.field.focus();
  }

  closeWarning() {
    this.part("warning").hidden = true;
  }

  notice(...parts) {
    this.part("notice").replaceChildren(...parts);
  }

  // Whether leaving the page would lose words: typed and not sent, or sent and not yet heard.
  get holds() {
    return this.transport.waiting().length > 0 || this.field.value.trim() !== "" || this.draft !== "";
  }

  say(text, title = text) {
    if (!text.trim()) return;
    const limit = this.settings.limit;
    if (text.length > limit) {
      this.notice(fill(this.texts.too_long, { size: text.length, limit }));
      return;
    }
    this.showState(this.state);
    this.closeWarning();
    if (this.field.value === text) this.field.value = "";
    if (title !== text) this.titles.set(text, title);
    if (this.isSilent) this.speakUp();
    this.showMine(this.transport.send(text, this.settings.metadata), text);
    this.field.focus({ preventScroll: true });
  }

  showMine(id, text) {
    this.show({ id, who: "person", text });
    this.mine.get(id).classList.add("pending");
  }

  show(line) {
    if (line.id && this.mine.has(line.id)) {
      this.mine.get(line.id).classList.remove("pending");
      return;
    }
    if (this.isSilent) this.settle();
    this.part("welcome").hidden = true;
    this.log.querySelectorAll(".choices.open, .summary button, .pick").forEach((old) => old.remove());
    this.learnTitles(line);
    const text = line.who === "person" ? this.titles.get(line.text) ?? line.text : line.text;
    const article = lineElement({ ...line, text }, this.settings, (payload, title) => this.say(payload, title));
    this.log.append(article);
    if (line.id) this.mine.set(line.id, article);
    if (line.who === "bot") this.showAround(line.custom ?? {});
    this.waits = line.who === "person";
    this.showTyping();
    this.scrollToNew(article);
  }

  learnTitles({ buttons, custom }) {
    for (const { title, payload } of buttons ?? []) this.titles.set(payload, title);
    for (const { label, payload } of custom?.summary ?? []) this.titles.set(payload, `${this.texts.change}: ${label}`);
    if (custom?.pick) for (const [payload, title] of pickTitles(custom.pick)) this.titles.set(payload, title);
  }

  showAround({ progress, question, practice, outcome }) {
    this.showProgress(progress);
    this.asked = question ?? null;
    if (practice) this.part("practice").hidden = false;
    if (outcome) this.part("practice").hidden = true;
  }

  showProgress(progress) {
    this.part("progress").hidden = !progress;
    if (!progress) return;
    this.part("progress-text").textContent = fill(this.texts.step, progress);
    this.part("progress-bar").max = progress.of;
    this.part("progress-bar").value = progress.step;
  }

  showState(state) {
    this.state = state;
    // What was not heard yet looks so.
    this.part("frame").classList.toggle("offline", ["offline", "signed-out"].includes(state));
    if (state === "signed-out") this.notice(this.texts.sign_in_over, " ", signInAgain(this.settings));
    else this.notice(state === "offline" ? this.texts.offline : "");
    this.showTyping();
  }

  showTyping() {
    const thinks = this.waits && this.state === "online";
    clearTimeout(this.thinking);
    this.part("thinking").textContent = "";
    this.part("typing").hidden = !thinks;
    if (!thinks) return;
    this.thinking = setTimeout(() => (this.part("thinking").textContent = this.texts.typing), THINKING_MS);
  }

  get pageScrolls() {
    return getComputedStyle(this.scroller).overflowY === "visible";
  }

  scrollDown() {
    if (this.pageScrolls) this.part("composer").scrollIntoView({ block: "end" });
    else this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  // The first line since the person spoke stays in sight: a word about 112 must not scroll away
  // under a question.
  scrollToNew(article) {
    this.scrollDown();
    if (!article.classList.contains("bot")) return;
    let first = article;
    while (first.previousElementSibling?.classList.contains("bot")) first = first.previousElementSibling;
    const edge = this.pageScrolls ? 0 : this.scroller.getBoundingClientRect().top;
    if (first.getBoundingClientRect().top < edge) first.scrollIntoView({ block: "start" });
  }

  empty() {
    this.log.replaceChildren();
    this.mine.clear();
    this.asked = null;
    this.waits = false;
    this.part("practice").hidden = true;
    this.showProgress(null);
    this.showTyping();
    this.part("welcome").hidden = false;
  }

  // For when a customer looks over the counter: one key, and nothing is left on the screen.
  clear() {
    if (this.isCleared) return;
    this.draft = this.field.value;
    this.field.value = "";
    this.empty();
    this.notice("");
    this.closeWarning();
    this.part("conversation").hidden = true;
    this.part("cleared").hidden = false;
    this.part("cleared-title").focus();
  }

  get isCleared() {
    return !this.part("cleared").hidden;
  }

  comeBack() {
    this.part("cleared").hidden = true;
    this.part("conversation").hidden = false;
    this.field.value = this.draft;
    this.draft = "";
    this.settle();
    this.transport.reload();
    this.showState(this.state);
    this.field.focus({ preventScroll: true });
  }

  async restart() {
    if (!confirm(this.texts.restart_confirm)) return;
    this.draft = "";
    await fetch(`${this.settings.base}/chat`, { method: "DELETE", credentials: "include" }).catch(() => null);
    this.comeBack();
  }
}
