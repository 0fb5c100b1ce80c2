// What stands in place of the chat until somebody has signed in, and when a session has ended.
import { h, heading, link, paragraph } from "./dom.js";

// To the provider and back to the page that holds the chat; nothing was typed yet.
export function signInFirst({ texts, base, sign_in: address }) {
  const back = encodeURIComponent(location.href.split("#")[0]);
  const go = link(
    { id: "sign-in", class: "utrecht-button utrecht-button--primary-action", href: `${base}${address}?next=${back}`, target: "_top" },
    texts.sign_in_link,
  );
  return h(
    "section",
    { id: "frame", class: "frame", "aria-label": texts.brand },
    h("p", { class: "danger" }, texts.danger_bar, " ", h("a", { href: "tel:112" }, texts.danger_call)),
    h("div", { class: "cleared" }, heading(2, texts.sign_in_title), paragraph(texts.sign_in_told), paragraph(go)),
  );
}

// In another window, so that what was typed stays here.
export const signInAgain = ({ texts, base }) =>
  link({ href: `${base}/aanmelden?next=/verder`, target: "_blank", rel: "noopener" }, texts.sign_in_again);
