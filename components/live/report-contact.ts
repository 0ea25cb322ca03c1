import { leaveForSignIn } from "./leave-for-sign-in";

const EVERY_MS = 25_000;
/** How often it is looked whether it is time: a machine that slept is noticed this soon. Browsers slow hidden tabs to a minute. */
const LOOK_EVERY_MS = 1_000;
const PATIENCE_MS = 20_000;
/** What was done longer ago is not said any more: the server takes it for something done now. */
const RECENT_MS = 2 * 60_000;

/** Of a person's hands; a screen reader may send no more than the click. */
const INPUT = ["pointerdown", "pointermove", "wheel", "keydown", "click"] as const;

/** Of this tab, whichever page it shows: going to another one loses nothing. */
const tab = {
  /** When a person last did something that the server has not taken note of; 0: nothing. */
  inputAt: 0,
  /** When the server last heard of it; the first page was contact itself. */
  reportedAt: 0,
  reporting: false,
  /** Where the pointer was on the screen. */
  pointer: "",
};

/** Keeps this tab's session in contact with the server, hidden or not. Who is signed out is sent to sign in. */
export function keepContact(): () => void {
  tab.reportedAt ||= Date.now();
  const stop = new AbortController();
  const { signal } = stop;
  for (const type of INPUT)
    window.addEventListener(type, noteInput, { passive: true, capture: true, signal });
  document.addEventListener("visibilitychange", () => void (document.hidden || report()), { signal });
  window.addEventListener("pageshow", ({ persisted }) => void (persisted && report()), { signal });
  window.addEventListener("online", () => void report(), { signal });
  const timer = setInterval(() => void (isTime() && report()), LOOK_EVERY_MS);
  return () => {
    stop.abort();
    clearInterval(timer);
  };
}

function noteInput(event: Event): void {
  if (!event.isTrusted) return;
  if (event instanceof PointerEvent && event.type === "pointermove") {
    const before = tab.pointer;
    tab.pointer = `${event.screenX} ${event.screenY}`;
    if (before === "" || before === tab.pointer) return; // the page moved under it, which is nobody's doing
  }
  tab.inputAt = Date.now();
}

/** The clock leaps when a machine wakes, and somebody may set it back. */
function isTime(): boolean {
  return Math.abs(Date.now() - tab.reportedAt) >= EVERY_MS;
}

async function report(): Promise<void> {
  if (tab.reporting) return;
  const { inputAt } = tab;
  Object.assign(tab, { inputAt: 0, reporting: true, reportedAt: Date.now() });
  const status = await send(Date.now() - inputAt <= RECENT_MS);
  tab.reporting = false;
  if (status !== 204) tab.inputAt ||= inputAt; // still to be said
  if (status === 401) leaveForSignIn();
}

/** @returns the status of the answer; 0 for none */
async function send(active: boolean): Promise<number> {
  try {
    const { status } = await fetch("/api/contact", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ active }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return status;
  } catch {
    return 0;
  }
}
