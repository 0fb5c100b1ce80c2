// The one script of the chat. On a page elsewhere a single tag is enough:
//   <script type="module" src="https://…/static/niet-pluis.js" data-municipality="…"></script>
import { NietPluisChat } from "./element.js";

const here = new URL(import.meta.url);
const root = here.href.replace(/\/static\/[^/]*$/, "");
NietPluisChat.base = here.origin === location.origin ? new URL(root).pathname.replace(/\/$/, "") : root;
customElements.define("niet-pluis-chat", NietPluisChat);

const tag = [...document.querySelectorAll("script[src]")].find((script) => script.src === here.href);
if (tag && !document.querySelector("niet-pluis-chat")) {
  const chat = document.createElement("niet-pluis-chat");
  Object.assign(chat.dataset, tag.dataset);
  const place = tag.dataset.target ? document.querySelector(tag.dataset.target) : null;
  if (place) place.append(chat);
  else if (tag.closest("body")) tag.after(chat);
  else document.body.append(chat);
}
