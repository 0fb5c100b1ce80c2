// Turns one line of the conversation into elements. Text is only ever set as text, never as HTML.

const element = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// Only pages of this site and https pages elsewhere: never javascript: or data:.
const isSafe = (url) => typeof url === "string" && /^(\/(?!\/)|https:\/\/)/.test(url);

function citationItem(citation, texts) {
  const item = element("li");
  const page = citation.page ? `, ${fill(texts.source_page, citation)}` : "";
  const name = `${citation.title || citation.document}: ${citation.section}${page}`;
  const title = element(isSafe(citation.url) ? "a" : "span", "", name);
  if (isSafe(citation.url)) {
    title.href = citation.url;
    title.target = "_blank";
    title.rel = "noopener noreferrer";
  }
  item.append(title, element("q", "", citation.quote));
  return item;
}

function sources(citations, texts) {
  const details = element("details", "sources");
  const list = element("ol");
  list.append(...citations.map((citation) => citationItem(citation, texts)));
  details.append(element("summary", "", `${texts.sources} (${citations.length})`), list);
  return details;
}

function copyButton(reference, texts) {
  const button = element("button", "", texts.copy);
  button.type = "button";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(reference);
      button.textContent = texts.copied;
    } catch {
      // No clipboard on an unencrypted address: the reference is selected instead.
      getSelection().selectAllChildren(button.closest(".card").querySelector(".reference"));
    }
  });
  return button;
}

function handoffCard(handoff, texts) {
  const card = element("section", "card");
  const print = element("button", "", texts.print);
  print.type = "button";
  print.addEventListener("click", () => window.print());
  const later = element("a", "", texts.follow_up);
  later.href = "/opvolgen";
  const tools = element("div", "choices");
  tools.append(copyButton(handoff.reference, texts), print);
  const label = element("p", "", `${texts.reference}: `);
  label.append(element("strong", "reference", handoff.reference));
  const last = element("p");
  last.append(later);
  card.append(element("h3", "", texts.handoff_title), label);
  card.append(element("p", "", texts.handoff_keep), tools, last);
  return card;
}

function urgent(bubble, texts) {
  const box = element("div", "urgent");
  box.setAttribute("role", "alert");
  const call = element("a", "call", texts.urgent_call);
  call.href = "tel:112";
  box.append(element("h2", "", texts.urgent_title), bubble, call);
  return box;
}

// The summary as rows, each with its own button; the bubble keeps the sentences around them.
function summaryRows(lines, texts, onChoose) {
  const list = element("dl", "summary");
  for (const { label, value, payload } of lines) {
    const row = element("div");
    const change = element("button", "plain", texts.change);
    change.type = "button";
    change.setAttribute("aria-label", `${texts.change}: ${label}`);
    change.addEventListener("click", () => onChoose(`${texts.change}: ${label}`, payload));
    const cell = element("dd");
    cell.append(element("span", "", value), change);
    row.append(element("dt", "", label), cell);
    list.append(row);
  }
  return list;
}

const withoutRows = (text) => text.split("\n").filter((line) => !line.startsWith("- ")).join("\n");

export function choices(buttons, texts, onChoose) {
  const group = element("div", "choices");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", texts.choices);
  for (const { title, payload } of buttons) {
    const button = element("button", "", title);
    button.type = "button";
    button.addEventListener("click", () => onChoose(title, payload));
    group.append(button);
  }
  return group;
}

export function message(line, texts, onChoose) {
  const article = element("article", `message ${line.who}`);
  const custom = line.custom || {};
  const rows = custom.summary?.length ? custom.summary : null;
  const bubble = element("div", "bubble", rows ? withoutRows(line.text) : line.text);
  article.append(element("span", "who", line.who === "person" ? texts.you : texts.bot));
  if (custom.error) article.classList.add("failed");
  if (custom.urgent_notice === "call_112") {
    article.classList.add("wide");
    article.append(urgent(bubble, texts));
  } else if (line.text) {
    article.append(bubble);
  }
  if (rows) article.append(summaryRows(rows, texts, onChoose));
  if (custom.citations?.length) article.append(sources(custom.citations, texts));
  if (custom.handoff) article.append(handoffCard(custom.handoff, texts));
  return article;
}

export { element, fill };
