// Carries the conversation and loses nothing: every line once and in order, every message heard
// once, whatever happens to the connection. Keeps what is not yet heard in memory only.
import { pollWire, socketWire } from "./wires.js";

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 8_000;
const UPGRADE_MS = 60_000; // after so long without a socket it is tried again
const MAX_CHARACTERS = 20_000; // fits in a frame whatever the characters are

const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");

// `onLine` gets {seq, id, who, text, buttons, custom}: `id` of a person's line is what `send` gave,
// `seq` is absent where the gateway could not keep the line. `onState` gets connecting, online,
// offline, resending or signed-out (its session has ended). `onReset`: the conversation expired or was dropped, what is shown goes.
export function createTransport({ base = "", conversation = "", onLine, onState, onReset = () => {} }) {
  const queue = []; // not yet heard by the gateway, in the order in which it was typed
  const habits = { patience: 0 };
  let state = null;
  let thread = "";
  let last = 0;
  let wire = null;
  let isHere = false; // the gateway has answered on this wire
  let said = null; // id of the message that is on its way
  let failures = 0; // in a row
  let socketFailures = 0;
  let hadSocket = false;
  let timer = null;
  let upgrade = null;

  function address(path) {
    const url = new URL(base + path, globalThis.location?.href);
    const place = { conversation, thread, after: last };
    for (const [key, value] of Object.entries(place)) if (value) url.searchParams.set(key, value);
    return url.href;
  }

  function tell(now) {
    if (now === state) return;
    state = now;
    onState(now);
  }

  const standing = () => (state === "online" || !queue.length ? "online" : "resending");

  // A socket first; where none comes through, questions and the socket take turns.
  function usesSocket() {
    return socketFailures < (hadSocket ? 2 : 1) || failures % 2 === 0;
  }

  function connect() {
    clearTimeout(timer);
    clearTimeout(upgrade);
    leave();
    if (state === null) tell("connecting");
    const bySocket = usesSocket();
    const open = bySocket ? socketWire : pollWire;
    let mine = null;
    try {
      mine = open({
        address,
        habits,
        onFrame: (frame) => mine === wire && frames[frame.type]?.(frame, bySocket),
        onDown: (isSignedOut) => mine === wire && lost(bySocket, isSignedOut),
      });
    } catch {
      return lost(bySocket); // older browsers refuse a socket at once under our policy
    }
    wire = mine;
  }

  function leave() {
    wire?.close();
    wire = null;
    isHere = false;
    said = null;
  }

  function lost(bySocket, isSignedOut = false) {
    leave();
    failures += 1;
    if (bySocket) socketFailures += 1;
    const isOff = globalThis.navigator?.onLine === false;
    // A socket is refused without a reason: what was known before stands.
    if (isSignedOut || (state === "signed-out" && bySocket)) tell("signed-out");
    else tell(failures > 1 || isOff ? "offline" : "connecting");
    const delay = Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LAST_RETRY_MS);
    timer = setTimeout(connect, delay * (0.5 + Math.random() / 2));
  }

  function again() {
    failures = 0;
    socketFailures = 0;
    if (!isHere) connect();
  }

  // One at a time: the next goes when this one is heard, so that the order stands.
  function pump() {
    if (!isHere || !queue.length || said === queue[0].id) return;
    said = queue[0].id;
    wire.say(queue[0]);
  }

  function heard(id) {
    const at = queue.findIndex((message) => message.id === id);
    const [message] = at < 0 ? [] : queue.splice(at, 1);
    if (said === id) said = null;
    if (isHere) tell(queue.length ? standing() : "online");
    return message;
  }

  const frames = {
    here(frame, bySocket) {
      if (frame.thread !== thread) {
        if (last) onReset();
        thread = frame.thread;
        last = 0;
      }
      if (isHere) return;
      isHere = true;
      failures = 0;
      if (bySocket) [hadSocket, socketFailures] = [true, 0];
      else upgrade = setTimeout(connect, UPGRADE_MS);
      tell(standing());
      pump();
    },
    line({ type, ...line }) {
      if (line.seq <= last) return;
      last = line.seq;
      if (line.id) heard(line.id);
      onLine(line);
      pump();
    },
    // The message was taken; `lines` holds only what the gateway could not keep.
    reply({ id, lines }) {
      const message = heard(id);
      if (message && lines.length) onLine({ who: "person", id, text: message.text, buttons: [], custom: {} });
      lines.forEach((line) => onLine(line));
      pump();
    },
    slow({ id, seconds }) {
      if (said !== id) return;
      const mine = wire;
      setTimeout(() => {
        if (mine !== wire || said !== id) return;
        said = null;
        pump();
      }, seconds * 1_000);
    },
  };

  function goneOff() {
    if (wire) lost(false);
  }

  function seen() {
    if (globalThis.document?.visibilityState === "visible" && !isHere) again();
  }

  globalThis.addEventListener?.("online", again);
  globalThis.addEventListener?.("offline", goneOff);
  globalThis.document?.addEventListener("visibilitychange", seen);
  connect();

  return {
    // Takes the text, now or when there is a connection again; the id that its line will have.
    send(text, metadata = {}) {
      if (text.length > MAX_CHARACTERS) throw new RangeError("too long");
      const id = newId();
      queue.push({ id, text, metadata });
      pump();
      return id;
    },
    // What was typed and is not yet heard: [{id, text}].
    waiting: () => queue.map(({ id, text }) => ({ id, text })),
    // Every line of the present case again, from the first.
    reload() {
      thread = "";
      last = 0;
      again();
      if (isHere) connect();
    },
    close() {
      clearTimeout(timer);
      clearTimeout(upgrade);
      leave();
      globalThis.removeEventListener?.("online", again);
      globalThis.removeEventListener?.("offline", goneOff);
      globalThis.document?.removeEventListener("visibilitychange", seen);
    },
  };
}
