import { leaveForSignIn } from "./leave-for-sign-in";

const REPORT_EVERY_MS = 25_000;
/**
 * Interval at which the tab checks whether a report is due, so that it reports soon after the machine wakes.
 * Browsers slow this down to once a minute in hidden tabs.
 */
const CHECK_EVERY_MS = 1_000;
const TIMEOUT_MS = 20_000;
/** Older input is not reported, because the server dates reported activity at the time of the request. */
const RECENT_MS = 2 * 60_000;

/** Events of user input; a screen reader may send only `click`. */
const INPUT = ["pointerdown", "pointermove", "wheel", "keydown", "click"] as const;

/** State of this tab. It survives navigation to another page. */
const tab = {
  /** Time of the last input that the server has not yet accepted; 0: none. */
  inputAt: 0,
  /** Time of the last report; initially the time of the first page, because its request was contact too. */
  reportedAt: 0,
  reporting: false,
  /** The last pointer position on the screen. */
  pointer: "",
};

/**
 * Reports contact and activity of this tab to the server, also while the tab is hidden. A user who is signed
 * out goes to the sign-in page.
 *
 * @returns a function that stops the reports
 */
export function keepContact(): () => void {
  tab.reportedAt ||= Date.now();
  const stop = new AbortController();
  const { signal } = stop;
  for (const type of INPUT)
    window.addEventListener(type, noteInput, { passive: true, capture: true, signal });
  document.addEventListener("visibilitychange", () => void (document.hidden || report()), { signal });
  window.addEventListener("pageshow", ({ persisted }) => void (persisted && report()), { signal });
  window.addEventListener("online", () => void report(), { signal });
  const timer = setInterval(() => void (isDue() && report()), CHECK_EVERY_MS);
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
    if (before === "" || before === tab.pointer) return; // the page moved, not the pointer
  }
  tab.inputAt = Date.now();
}

/** Returns whether a report is due. Uses the absolute difference, because the clock may be set back. */
function isDue(): boolean {
  return Math.abs(Date.now() - tab.reportedAt) >= REPORT_EVERY_MS;
}

async function report(): Promise<void> {
  if (tab.reporting) return;
  const { inputAt } = tab;
  tab.inputAt = 0;
  tab.reporting = true;
  tab.reportedAt = Date.now();
  const active = Date.now() - inputAt <= RECENT_MS;
  let status = await send(active);
  // Another tab may have given the browser a new cookie while the report was under way.
  if (status === 401) status = await send(active);
  tab.reporting = false;
  if (status !== 204) tab.inputAt ||= inputAt; // not accepted: send it with the next report
  if (status === 401) leaveForSignIn();
}

/** @returns the HTTP status; 0 when there is no answer */
async function send(active: boolean): Promise<number> {
  try {
    const { status } = await fetch("/api/contact", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ active }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return status;
  } catch {
    return 0;
  }
}
