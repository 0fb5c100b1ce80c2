// The fixed parts of the chat: bar, log, message field, and the screen that hides it all.
import { button, h, heading, link, paragraph } from "./dom.js";

const sized = (id, sign, name) =>
  button("subtle", { id }, h("span", { "aria-hidden": "true" }, sign), h("span", { class: "unseen" }, name));

function bar(texts, page) {
  const other = { lang: texts.other_language_code, hreflang: texts.other_language_code };
  const language = page
    ? link({ ...other, id: "language", href: `?lang=${texts.other_language_code}` }, texts.other_language)
    : button("subtle", { id: "language", lang: other.lang }, texts.other_language);
  return h(
    "div",
    { class: "bar" },
    h("p", { class: "danger" }, h("span", {}, texts.danger_bar), " ", h("a", { href: "tel:112" }, texts.danger_call)),
    h(
      "div",
      { class: "tools", role: "group", "aria-label": texts.tools },
      sized("smaller", "A−", texts.text_smaller),
      sized("larger", "A+", texts.text_larger),
      button("subtle", { id: "clear", title: texts.clear_hint }, texts.clear_screen, " ", h("kbd", {}, "Esc")),
      language,
    ),
  );
}

function welcome(texts) {
  const starts = [texts.start_report, texts.start_question, texts.start_privacy, texts.start_practice];
  return h(
    "section",
    { id: "welcome", class: "welcome", hidden: true },
    heading(2, texts.welcome_title),
    paragraph(texts.welcome),
    paragraph(texts.welcome_2),
    h("div", { class: "choices" }, ...starts.map((text) => button("secondary-action", { "data-say": text }, text))),
  );
}

function warning(texts) {
  const reads = "warning-text warning-why";
  return h(
    "div",
    { id: "warning", class: "utrecht-alert utrecht-alert--warning notice", role: "alert", hidden: true },
    h("p", { id: "warning-text" }),
    h("p", { id: "warning-why" }, texts.private_why),
    h(
      "p",
      { class: "choices" },
      button("primary-action", { id: "warning-edit", "aria-describedby": reads }, texts.private_edit),
      button("secondary-action", { id: "warning-send" }, texts.private_send),
    ),
  );
}

function composer(texts) {
  const field = h("textarea", {
    id: "message", class: "utrecht-textarea utrecht-textarea--html-textarea", rows: 2, maxlength: 20000,
    placeholder: texts.input_placeholder, "aria-describedby": "hint",
  });
  return h(
    "form",
    { id: "composer", autocomplete: "off" },
    h(
      "p",
      { id: "progress", class: "progress", hidden: true },
      h("span", { id: "progress-text" }),
      h("progress", { id: "progress-bar", max: 1, value: 0, "aria-labelledby": "progress-text" }),
    ),
    h("p", { id: "practice", class: "practice", hidden: true }, texts.practice),
    h("p", { id: "notice", class: "notice utrecht-alert utrecht-alert--warning", role: "status" }),
    warning(texts),
    h("label", { for: "message", class: "utrecht-form-label" }, texts.input_label),
    h(
      "div",
      { class: "row" },
      field,
      button("primary-action", { id: "send", type: "submit" }, texts.send),
    ),
    h("p", { id: "hint", class: "hint" }, texts.input_hint),
  );
}

function cleared(texts) {
  return h(
    "section",
    { id: "cleared", class: "cleared", hidden: true, "aria-labelledby": "cleared-title" },
    heading(2, texts.cleared_title, { id: "cleared-title", tabindex: -1 }),
    paragraph(texts.cleared_text),
    h(
      "p",
      { class: "choices" },
      button("primary-action", { id: "resume" }, texts.resume),
      button("secondary-action", { id: "restart" }, texts.restart),
    ),
  );
}

export function frame({ texts, page }) {
  const dots = [h("i"), h("i"), h("i")];
  const log = { id: "log", role: "log", "aria-live": "off", "aria-relevant": "additions", "aria-label": texts.log_label };
  return h(
    "section",
    { id: "frame", class: "frame", "aria-label": texts.brand },
    page ? button("secondary-action", { id: "skip" }, texts.skip) : null,
    bar(texts, page),
    h(
      "div",
      { id: "conversation" },
      h(
        "div",
        { id: "scroller", tabindex: 0, role: "region", "aria-label": texts.scroll_label },
        welcome(texts),
        h("div", log),
        h("p", { id: "typing", class: "typing", "aria-hidden": "true", hidden: true }, ...dots),
        h("p", { id: "thinking", class: "unseen", role: "status" }),
      ),
      composer(texts),
    ),
    cleared(texts),
  );
}
