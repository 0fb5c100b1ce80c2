// Elements with their attributes and children; text is only ever set as text, never as HTML.

export function h(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export const fill = (template, values) =>
  template.replace(/\{(\w+)\}/g, (_, name) => values[name]);

export const button = (kind, attributes, ...children) =>
  h("button", { type: "button", class: `utrecht-button utrecht-button--${kind}`, ...attributes }, ...children);

export const link = (attributes, ...children) =>
  h("a", { class: "utrecht-link utrecht-link--html-a", ...attributes }, ...children);

export const heading = (level, text, attributes = {}) =>
  h(`h${level}`, { class: `utrecht-heading-${level}`, ...attributes }, text);

export const paragraph = (...children) => h("p", { class: "utrecht-paragraph" }, ...children);
