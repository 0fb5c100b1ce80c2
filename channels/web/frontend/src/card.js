// The card at the end: the reference to keep, to copy and to print.
import { button, h, heading, link, paragraph } from "./dom.js";

const PRINTED_ALONE = "@media print { body * { visibility: hidden; } niet-pluis-chat { visibility: visible; } }";

// Only the card goes to paper: the rest of the conversation is nobody's business there.
function printCard(card) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(PRINTED_ALONE);
  const before = document.adoptedStyleSheets;
  document.adoptedStyleSheets = [...before, sheet];
  card.classList.add("printed");
  window.print();
  card.classList.remove("printed");
  document.adoptedStyleSheets = before;
}

async function copy(reference, texts, status) {
  try {
    await navigator.clipboard.writeText(reference.textContent);
    status.textContent = texts.copied;
  } catch {
    // No clipboard on an unencrypted address: the reference is selected instead.
    getSelection().selectAllChildren(reference);
    status.textContent = texts.copy_by_hand;
  }
}

export function handoffCard(handoff, { texts, base }) {
  const reference = h("strong", { class: "reference" }, handoff.reference);
  const status = h("p", { class: "copied", role: "status" });
  const card = h("section", { class: "utrecht-alert utrecht-alert--ok card" });
  card.append(
    heading(2, texts.handoff_title),
    paragraph(`${texts.reference}: `, reference),
    paragraph(texts.handoff_keep),
    h(
      "div",
      { class: "choices" },
      button("secondary-action", { onclick: () => copy(reference, texts, status) }, texts.copy),
      button("secondary-action", { onclick: () => printCard(card) }, texts.print),
    ),
    status,
    paragraph(link({ href: `${base}/opvolgen`, target: base ? "_blank" : null, rel: "noopener" }, texts.follow_up)),
  );
  return card;
}
