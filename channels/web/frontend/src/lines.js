// One line of the conversation as elements: what was said, and what hangs below it.
import { handoffCard } from "./card.js";
import { button, fill, h, heading, link } from "./dom.js";
import { pickList } from "./pick.js";

// Only pages of the gateway and https pages elsewhere: never javascript: or data:.
function safeUrl(raw, base) {
  if (typeof raw !== "string" || !raw) return null;
  const gateway = new URL(`${base}/`, location.href);
  const url = raw.startsWith("/") ? new URL(base + raw, gateway) : parsed(raw);
  return url && (url.protocol === "https:" || url.origin === gateway.origin) ? url.href : null;
}

function parsed(raw) {
  try {
    return new URL(raw);
  } catch {
    return null;
  }
}

function citationItem(citation, { texts, base }) {
  const page = citation.page ? `, ${fill(texts.source_page, citation)}` : "";
  const name = `${citation.title || citation.document}: ${citation.section}${page}`;
  const url = safeUrl(citation.url, base);
  const title = url
    ? link({ href: url, target: "_blank", rel: "noopener noreferrer" }, name)
    : h("span", {}, name);
  return h("li", {}, title, h("q", {}, citation.quote));
}

function sources(citations, settings) {
  const items = citations.map((citation) => citationItem(citation, settings));
  const label = `${settings.texts.sources} (${citations.length})`;
  return h("details", { class: "sources" }, h("summary", {}, label), h("ol", {}, ...items));
}

function urgent(bubble, { texts }) {
  return h(
    "div",
    { class: "utrecht-alert utrecht-alert--error urgent", role: "alert" },
    heading(2, texts.urgent_title),
    bubble,
    h("a", { class: "call", href: "tel:112" }, texts.urgent_call),
  );
}

// The summary as rows, each with its own button; the bubble keeps the sentences around them.
function summaryRows(rows, { texts }, onChoose) {
  const made = rows.map(({ label, value, payload }) => {
    const said = `${texts.change}: ${label}`;
    const change = button(
      "subtle",
      { "aria-label": said, onclick: () => onChoose(payload, said) },
      texts.change,
    );
    return h(
      "div",
      { class: "utrecht-data-list__item" },
      h("dt", { class: "utrecht-data-list__item-key" }, label),
      h("dd", { class: "utrecht-data-list__item-value utrecht-data-list__item-value--html-dd" }, h("span", {}, value), change),
    );
  });
  return h("dl", { class: "utrecht-data-list utrecht-data-list--rows summary" }, ...made);
}

const withoutRows = (text) => text.split("\n").filter((line) => !line.startsWith("- ")).join("\n");

function choices(buttons, { texts }, onChoose) {
  const made = buttons.map(({ title, payload }) =>
    button("secondary-action", { onclick: () => onChoose(payload, title) }, title));
  return h("div", { class: "choices open", role: "group", "aria-label": texts.choices }, ...made);
}

// A line as one article. The person's own line is not read out: who typed it knows it.
export function lineElement(line, settings, onChoose) {
  const { texts } = settings;
  const custom = line.custom ?? {};
  const mine = line.who === "person";
  const rows = custom.summary?.length ? custom.summary : null;
  const bubble = h("div", { class: "bubble" }, rows ? withoutRows(line.text) : line.text);
  const isUrgent = custom.urgent_notice === "call_112";
  const kind = `${line.who}${custom.error ? " failed" : ""}${isUrgent ? " wide" : ""}`;
  const article = h("article", { class: `message ${kind}`, "aria-live": mine ? "off" : null });
  article.append(h("span", { class: "who" }, mine ? texts.you : texts.bot));
  if (isUrgent) article.append(urgent(bubble, settings));
  else if (line.text) article.append(bubble);
  if (rows) article.append(summaryRows(rows, settings, onChoose));
  if (custom.citations?.length) article.append(sources(custom.citations, settings));
  if (custom.handoff) article.append(handoffCard(custom.handoff, settings));
  if (line.buttons?.length) article.append(choices(line.buttons, settings, onChoose));
  if (custom.pick) article.append(pickList(custom.pick, onChoose));
  if (custom.outcome) article.append(h("p", { class: "ended" }, texts.ended));
  return article;
}
