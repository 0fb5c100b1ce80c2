// Says that the session is over before a form finds out: what was typed stays, and can be sent after
// signing in again in another tab.
const banner = document.getElementById("session-over");
const PAUSE_MS = 60_000;

async function look() {
  if (document.visibilityState !== "visible") return;
  const answer = await fetch("/aanmelden/stand", { cache: "no-store" }).catch(() => null);
  if (answer) banner.hidden = answer.status !== 401;
}

setInterval(look, PAUSE_MS);
document.addEventListener("visibilitychange", look);
