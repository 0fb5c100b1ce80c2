// A list to tick beside a question, folded away until somebody wants it: several answers at once.
import { button, h } from "./dom.js";

const payloadOf = (pick, options) =>
  options.length ? pick.payload.replace("{codes}", options.map(({ code }) => code).join(" ")) : pick.none.payload;

const titleOf = (pick, options) =>
  options.length ? options.map(({ title }) => title).join("; ") : pick.none.title;

// What the person said with each way to tick the list, as the conversation shows it: [payload, words].
export function pickTitles(pick) {
  const ways = pick.options.reduce((some, option) => [...some, ...some.map((way) => [...way, option])], [[]]);
  return ways.map((way) => [payloadOf(pick, way), titleOf(pick, way)]);
}

export function pickList(pick, onChoose) {
  const boxes = pick.options.map(({ chosen }) => h("input", { type: "checkbox", checked: Boolean(chosen) }));
  const say = (options) => onChoose(payloadOf(pick, options), titleOf(pick, options));
  const ticked = () => pick.options.filter((_, at) => boxes[at].checked);
  return h(
    "details",
    { class: "pick", open: boxes.some((box) => box.checked) },
    h("summary", {}, pick.open),
    h(
      "fieldset",
      {},
      h("legend", {}, pick.ask),
      ...pick.options.map(({ title }, at) => h("label", {}, boxes[at], title)),
      h(
        "div",
        { class: "choices" },
        button("secondary-action", { onclick: () => say(ticked()) }, pick.send),
        button("secondary-action", { onclick: () => say([]) }, pick.none.title),
      ),
    ),
  );
}
