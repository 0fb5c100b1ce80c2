// Two ways to reach the gateway, with one shape: `onFrame` gets what it tells, `onDown` is called
// once when the way is gone, with true when the session has ended, `say` passes one message on,
// `close` ends it without a word.

const OPEN_MS = 4_000;
const BEAT_MS = 45_000; // the gateway lets itself be heard every 20 seconds
const ANSWER_MS = 8_000; // and at once when it gets a message
const PAUSE_MS = 2_000;
const POST_MS = 90_000;
const SIGNED_OUT = 4401;

class SignedOut extends Error {}
export const PATIENCE_S = [25, 8, 0]; // how long a request waits for news, where a proxy lets it

export function socketWire({ address, onFrame, onDown }) {
  const url = new URL(address("/chat/socket"));
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(url);
  let watch = setTimeout(down, OPEN_MS);

  function down({ code } = {}) {
    end();
    onDown(code === SIGNED_OUT);
  }

  function end() {
    clearTimeout(watch);
    socket.onmessage = socket.onclose = socket.onerror = null;
    socket.close();
  }

  function expect(ms) {
    clearTimeout(watch);
    watch = setTimeout(down, ms);
  }

  socket.onclose = socket.onerror = down;
  socket.onmessage = ({ data }) => {
    expect(BEAT_MS);
    onFrame(JSON.parse(data));
  };
  return {
    say(message) {
      expect(ANSWER_MS);
      socket.send(JSON.stringify({ type: "say", ...message }));
    },
    close: end,
  };
}

// Asks for news, and waits for it at the gateway as long as what lies between allows.
export function pollWire({ address, habits, onFrame, onDown }) {
  const stop = new AbortController();
  let wake = () => {};

  function down(error) {
    if (stop.signal.aborted) return;
    stop.abort();
    wake();
    onDown(error instanceof SignedOut);
  }

  async function ask(method, path, limitMs, body) {
    const response = await fetch(address(path), {
      method,
      body,
      headers: body ? { "content-type": "application/json" } : {},
      credentials: "include",
      cache: "no-store",
      signal: AbortSignal.any([stop.signal, AbortSignal.timeout(limitMs)]),
    });
    if (response.status === 401) throw new SignedOut();
    if (!response.ok && response.status !== 429) throw new Error(String(response.status));
    return { slow: response.status === 429, body: await response.json() };
  }

  async function news(wait) {
    const started = Date.now();
    try {
      const { slow, body } = await ask("GET", `/chat?wait=${wait}`, wait * 1_000 + ANSWER_MS);
      if (slow) throw new Error("429");
      onFrame({ type: "here", thread: body.thread, last: body.last });
      for (const line of body.lines) onFrame({ type: "line", ...line });
    } catch (error) {
      // Cut off while waiting: something on the way has less patience.
      if (wait && Date.now() - started > PAUSE_MS) habits.patience = Math.min(habits.patience + 1, 2);
      throw error;
    }
  }

  async function follow() {
    let wait = 0; // the first question is only for what is there
    while (!stop.signal.aborted) {
      await news(wait);
      wait = PATIENCE_S[habits.patience];
      if (!wait) await new Promise((go) => setTimeout(wake = go, PAUSE_MS));
    }
  }

  follow().catch(down);
  return {
    async say({ id, text, metadata }) {
      try {
        const { slow, body } = await ask("POST", "/chat", POST_MS, JSON.stringify({ id, text, metadata }));
        if (stop.signal.aborted) return;
        onFrame(slow ? { type: "slow", id, seconds: 10 } : { type: "reply", id, lines: body.kept ? [] : body.lines });
        wake();
      } catch (error) {
        down(error);
      }
    },
    close() {
      stop.abort();
      wake();
    },
  };
}
