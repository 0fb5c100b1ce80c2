// Keys for officers. Each one only moves: nothing is decided by a single key (WCAG 2.1.4).
"use strict";
(() => {
  const STORE = "nietpluis-keys";
  const keys = document.getElementById("keys");
  const box = document.getElementById("keys-on");
  if (!keys || !box) return;

  const remembered = () => {
    try { return localStorage.getItem(STORE) !== "off"; } catch { return true; }
  };
  const remember = (on) => {
    try { localStorage.setItem(STORE, on ? "on" : "off"); } catch { /* private window */ }
  };
  const rows = () => [...document.querySelectorAll(".signals tbody th a")];
  const step = (by) => {
    const all = rows();
    if (!all.length) return;
    const here = all.indexOf(document.activeElement);
    const next = here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by;
    all[Math.min(Math.max(next, 0), all.length - 1)].focus();
  };
  const focus = (id) => document.getElementById(id)?.focus();
  const show = () => {
    keys.open = !keys.open;
    if (keys.open) keys.querySelector("summary").focus();
  };
  const actions = {
    j: () => step(1),
    k: () => step(-1),
    "/": () => focus("search"),
    u: () => { location.href = "/inbox"; },
    a: () => focus("first-step"),
    n: () => focus("note"),
    b: () => focus("feedback"),
    "?": show,
  };

  keys.hidden = false;
  box.checked = remembered();
  box.addEventListener("change", () => remember(box.checked));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
    const withOthers = event.ctrlKey || event.metaKey || event.altKey;
    if (!box.checked || typing || withOthers || !(event.key in actions)) return;
    event.preventDefault();
    actions[event.key]();
  });
})();
