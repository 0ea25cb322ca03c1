import { leaveForSignIn, stayForSignOut } from "./leave-for-sign-in";

/** Callbacks of an administrator's page. */
export interface Subscriber {
  /**
   * Data has changed.
   *
   * @param at - time of the change by the server's clock, in milliseconds; undefined means now
   */
  changed: (at?: number) => void;
  /** The stream began or stopped reporting changes. */
  live: (live: boolean) => void;
}

const STREAMS = { own: "/api/live", admin: "/api/admin/live" } as const;
/** Retry delays after rejected requests, because EventSource does not retry those itself. */
const RETRY_DELAYS_MS = [2_000, 5_000, 15_000];

/** Heartbeats arrive every 20 s. A stream without any event for this long is dead, even if it looks open. */
const SILENT_MS = 50_000;

/**
 * The stream of this tab: at most one, because browsers limit connections per server, and only while the tab
 * is visible.
 */
interface Tab {
  source: EventSource | null;
  path: string;
  rejections: number;
  retry?: ReturnType<typeof setTimeout>;
  change?: ReturnType<typeof setTimeout>;
  silence?: ReturnType<typeof setTimeout>;
  kept: boolean;
}

const tab: Tab = { source: null, path: "", rejections: 0, kept: false };
const subscribers = new Set<Subscriber>();

/**
 * Keeps the tab's stream open while the tab is visible. The tab goes to the sign-in page when its session
 * ends.
 *
 * @returns a function that closes the stream
 */
export function keepStream(): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  tab.kept = true;
  document.addEventListener("visibilitychange", choose, { signal });
  window.addEventListener("pagehide", close, { signal });
  window.addEventListener("pageshow", choose, { signal });
  window.addEventListener("online", choose, { signal });
  document.addEventListener("submit", closeOnSignOut, { signal });
  choose();
  return () => {
    stop.abort();
    tab.kept = false;
    close();
  };
}

/**
 * Opens the administrators' stream in place of the user's own while there is a subscriber.
 *
 * @returns a function that unsubscribes
 */
export function subscribe(subscriber: Subscriber): () => void {
  subscribers.add(subscriber);
  subscriber.live(false);
  chooseSoon();
  return () => {
    subscribers.delete(subscriber);
    chooseSoon();
  };
}

/** Defers `choose`, so that leaving one page and entering the next changes the stream at most once. */
function chooseSoon(): void {
  clearTimeout(tab.change);
  tab.change = setTimeout(choose, 0);
}

function choose(): void {
  const path = subscribers.size > 0 ? STREAMS.admin : STREAMS.own;
  const wanted = tab.kept && !document.hidden;
  if (wanted && tab.source && tab.path === path) return;
  close();
  if (wanted) open(path);
}

function open(path: string): void {
  const source = new EventSource(path);
  tab.source = source;
  tab.path = path;
  for (const event of ["open", "beat", "state", "changed"])
    source.addEventListener(event, restartSilenceTimer);
  restartSilenceTimer();
  source.addEventListener("ended", () => {
    close();
    leaveForSignIn();
  });
  source.addEventListener("changed", () => notify((subscriber) => subscriber.changed()));
  source.addEventListener("state", ({ data }) => {
    const [state, changedAt] = String(data).split(" ");
    notify((subscriber) => {
      subscriber.live(state === "live");
      subscriber.changed(Date.parse(changedAt ?? "")); // a change may precede this stream
    });
  });
  source.addEventListener("open", () => {
    tab.rejections = 0;
  });
  source.addEventListener("error", () => {
    notify((subscriber) => subscriber.live(false));
    if (source.readyState === EventSource.CLOSED && tab.source === source) retryLater();
  });
}

function restartSilenceTimer(): void {
  clearTimeout(tab.silence);
  tab.silence = setTimeout(() => {
    close();
    choose();
  }, SILENT_MS);
}

/**
 * Reopens a rejected stream after a delay. Reasons are too many streams, an unavailable database, or an ended
 * session, which the next contact report detects.
 */
function retryLater(): void {
  close();
  const delay = RETRY_DELAYS_MS[Math.min(tab.rejections++, RETRY_DELAYS_MS.length - 1)] ?? 0;
  tab.retry = setTimeout(choose, delay * (1 + Math.random() / 2)); // spreads the retries of many tabs
}

function close(): void {
  clearTimeout(tab.retry);
  clearTimeout(tab.silence);
  tab.source?.close();
  tab.source = null;
  notify((subscriber) => subscriber.live(false));
}

/** On sign-out, only the form's redirect may lead away from the page. */
function closeOnSignOut({ target }: Event): void {
  if (!(target instanceof HTMLFormElement) || !target.action.endsWith("/api/sign-out")) return;
  stayForSignOut();
  close();
}

function notify(call: (subscriber: Subscriber) => void): void {
  for (const subscriber of subscribers) call(subscriber);
}
