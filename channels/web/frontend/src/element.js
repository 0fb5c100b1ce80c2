// <niet-pluis-chat>: the whole chat in a shadow root, so that no style of the page around it
// reaches in, and none of ours leaks out. Style comes in by constructed sheets, which a strict
// content security policy allows.
import tokens from "../../static/tokens.css";
import components from "./components.css";
import look from "./chat.css";
import fallback from "./fallback.json";
import { Chat } from "./chat.js";
import { h } from "./dom.js";
import { signInFirst } from "./sign_in.js";
import { createTransport } from "../../static/transport.js";

const SIZES = [1, 1.25, 1.5, 2];
const SIZE_KEY = "nietpluis-text-size"; // a number, and nothing of the conversation

const sheet = (text) => {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
};

const rememberedSize = () => {
  try {
    return Math.max(0, SIZES.indexOf(Number(localStorage.getItem(SIZE_KEY))));
  } catch {
    return 0; // a private window
  }
};

export class NietPluisChat extends HTMLElement {
  #abort = new AbortController();
  #size = rememberedSize();

  // Where the gateway is: its own page asks at home, a page elsewhere at where the script is from.
  static base = "";

  async connectedCallback() {
    if (this.shadowRoot) return;
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [tokens, components, look].map(sheet);
    const { signal } = this.#abort;
    document.addEventListener("keydown", (event) => this.#onKey(event), { signal });
    addEventListener("beforeunload", (event) => this.chat?.holds && event.preventDefault(), { signal });
    await this.#open(this.dataset.language);
  }

  disconnectedCallback() {
    this.#abort.abort();
    this.chat?.transport.close();
  }

  focus(options) {
    this.shadowRoot.getElementById("message")?.focus(options);
  }

  async #open(language) {
    try {
      const settings = { ...(await this.#settings(language)), base: NietPluisChat.base };
      settings.page = "settings" in this.dataset;
      settings.metadata = this.#metadata(settings.language);
      this.lang = settings.language;
      const own = this.shadowRoot.adoptedStyleSheets.slice(0, 3);
      this.shadowRoot.adoptedStyleSheets = settings.tokens ? [...own, sheet(settings.tokens)] : own;
      if (settings.sign_in) {
        this.shadowRoot.replaceChildren(signInFirst(settings));
        return;
      }
      this.shadowRoot.replaceChildren();
      this.chat = new Chat(this.shadowRoot, settings, createTransport);
      this.#listen(settings);
    } catch {
      this.#failed();
    }
  }

  async #settings(language = "") {
    if (this.dataset.settings) return JSON.parse(this.dataset.settings);
    const query = language ? `?language=${encodeURIComponent(language)}` : "";
    const answer = await fetch(`${NietPluisChat.base}/chat/settings${query}`, { credentials: "include" });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  #metadata(language) {
    const { role, municipality, organisation } = this.dataset;
    const given = Object.entries({ role, municipality, organisation }).filter(([, value]) => value);
    return { language, ...Object.fromEntries(given) };
  }

  #listen(settings) {
    const part = this.chat.part;
    part("smaller").addEventListener("click", () => this.#resize(-1));
    part("larger").addEventListener("click", () => this.#resize(1));
    part("skip")?.addEventListener("click", () => this.focus());
    if (!settings.page) part("language").addEventListener("click", () => this.#switch(settings.texts));
    this.#resize(0);
  }

  #switch(texts) {
    this.chat.transport.close();
    this.#open(texts.other_language_code);
  }

  #resize(step) {
    this.#size = Math.min(SIZES.length - 1, Math.max(0, this.#size + step));
    this.chat.part("frame").style.zoom = SIZES[this.#size];
    this.dataset.size = SIZES[this.#size];
    this.chat.part("smaller").setAttribute("aria-disabled", String(this.#size === 0));
    this.chat.part("larger").setAttribute("aria-disabled", String(this.#size === SIZES.length - 1));
    try {
      if (step) localStorage.setItem(SIZE_KEY, SIZES[this.#size]);
    } catch { /* a private window */ }
  }

  #onKey(event) {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    this.chat?.clear();
  }

  // Without the gateway there are no texts either; the one thing that must be said is at hand.
  #failed() {
    if (this.chat) return;
    const language = this.dataset.language === "en" ? "en" : "nl";
    this.shadowRoot.replaceChildren(h("p", { class: "danger", role: "alert" }, fallback[language]));
  }
}
