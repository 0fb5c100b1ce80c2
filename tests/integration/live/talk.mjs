// Talks to the gateway through the page's own transport, and tells what each page saw as JSON.
// argv: path of transport.js, address, and a JSON of {conversations, messages, tabs, noSocket}; or of
// {say: [text, …]}, one conversation in which each text waits for an answer to the one before.
import { pathToFileURL } from "node:url";

const [transport, base, plan] = process.argv.slice(2);
const { createTransport } = await import(pathToFileURL(transport));
const { conversations, messages, tabs = 2, noSocket = false, pause = 0, calm = false, say } = JSON.parse(plan);

// What a browser does by itself: the session's cookie, and where the page is from.
async function cookieOf() {
  for (;;) {
    try {
      const page = await fetch(`${base}/`);
      return page.headers.getSetCookie()[0].split(";")[0];
    } catch { /* cut */ }
  }
}
const headers = { cookie: await cookieOf(), origin: base };
const [Socket, ask] = [WebSocket, fetch];
globalThis.WebSocket = class {
  constructor(url) {
    if (noSocket) throw new Error("no socket here");
    return new Socket(url, { headers });
  }
};
globalThis.fetch = (url, options) => ask(url, { ...options, headers: { ...options.headers, ...headers } });

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

const isAnswered = (page, id) => {
  const at = page.lines.findIndex((line) => line.id === id);
  return at >= 0 && page.lines.slice(at).some((line) => line.who === "bot");
};

async function tell(texts) {
  const pages = Array.from({ length: tabs }, () => ({ lines: [], states: [], resets: 0 }));
  const carriers = pages.map((page) => createTransport({
    base,
    onLine: (line) => page.lines.push(line),
    onState: (state) => page.states.push(state),
    onReset: () => { page.resets += 1; },
  }));
  const sent = [];
  for (const text of texts) {
    sent.push(carriers[0].send(text, { role: "counter", municipality: "groningen", language: "nl" }));
    while (!pages.every((page) => isAnswered(page, sent.at(-1)))) await sleep(20);
  }
  await sleep(500);
  carriers.forEach((carrier) => carrier.close());
  return { number: 0, sent, pages };
}

async function talk(number) {
  const pages = Array.from({ length: tabs }, () => ({ lines: [], states: [], resets: 0 }));
  let changed = () => {};
  const carriers = pages.map((page) => createTransport({
    base,
    conversation: `gesprek-${number}`,
    onLine: (line) => { page.lines.push(line); changed(); },
    onState: (state) => page.states.push(state),
    onReset: () => { page.resets += 1; },
  }));
  const sent = [];
  const enough = (page, n) => page.lines.filter((line) => line.who === "bot").length >= 2 * n;
  for (let n = 1; n <= messages; n += 1) {
    sent.push(carriers[0].send(`gesprek ${number} bericht ${n}`));
    // Now and then two at once, as somebody does who thinks of something else.
    if (n % 4 !== 1 || n === messages) while (!enough(pages[0], n)) await new Promise((go) => { changed = go; });
    if (pause) await sleep(pause);
  }
  while (!pages.every((page) => enough(page, messages))) await new Promise((go) => { changed = go; });
  await sleep(calm ? 200 : 0); // what came twice would come now
  carriers.forEach((carrier) => carrier.close());
  return { number, sent, pages };
}

const told = await Promise.all(say ? [tell(say)] : Array.from({ length: conversations }, (_, at) => talk(at)));
process.stdout.write(JSON.stringify(told), () => process.exit(0));
