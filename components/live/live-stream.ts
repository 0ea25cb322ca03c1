import { leaveForSignIn } from "./leave-for-sign-in";

/** What a page of an administrator hears: something changed, and whether it would be told. */
export interface Subscriber {
  /** @param at - when, by the server's clock; unless said, now */
  changed: (at?: number) => void;
  live: (live: boolean) => void;
}

const STREAMS = { own: "/api/live", admin: "/api/admin/live" } as const;
/** After a refusal, which no browser tries again by itself. */
const PAUSES_MS = [2_000, 5_000, 15_000];

/** The server says something every 20 s: a line on which nothing comes is dead, whatever the browser takes it for. */
const SILENT_MS = 50_000;

/** One stream at most, as browsers have few connections to a server, and only while somebody can see the tab. */
interface Tab {
  source: EventSource | null;
  path: string;
  refusals: number;
  retry?: ReturnType<typeof setTimeout>;
  change?: ReturnType<typeof setTimeout>;
  silence?: ReturnType<typeof setTimeout>;
  kept: boolean;
}

const tab: Tab = { source: null, path: "", refusals: 0, kept: false };
const hearers = new Set<Subscriber>();

/** Holds the stream that says when this session has ended; the tab leaves then. */
export function keepStream(): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  tab.kept = true;
  document.addEventListener("visibilitychange", choose, { signal });
  window.addEventListener("pagehide", close, { signal });
  window.addEventListener("pageshow", choose, { signal });
  window.addEventListener("online", choose, { signal });
  document.addEventListener("submit", leaveAlone, { signal });
  choose();
  return () => {
    stop.abort();
    tab.kept = false;
    close();
  };
}

/** @returns stops it */
export function subscribe(hearer: Subscriber): () => void {
  hearers.add(hearer);
  hearer.live(false);
  chooseSoon();
  return () => {
    hearers.delete(hearer);
    chooseSoon();
  };
}

/** A page that goes and the next one that comes are one change. */
function chooseSoon(): void {
  clearTimeout(tab.change);
  tab.change = setTimeout(choose, 0);
}

function choose(): void {
  const path = hearers.size > 0 ? STREAMS.admin : STREAMS.own;
  const wanted = tab.kept && !document.hidden;
  if (wanted && tab.source && tab.path === path) return;
  close();
  if (wanted) open(path);
}

function open(path: string): void {
  const source = new EventSource(path);
  Object.assign(tab, { source, path });
  for (const event of ["open", "beat", "state", "changed"]) source.addEventListener(event, expectMore);
  expectMore();
  source.addEventListener("ended", () => {
    close();
    leaveForSignIn();
  });
  source.addEventListener("changed", () => notify((hearer) => hearer.changed()));
  source.addEventListener("state", ({ data }) => {
    const [state, changedAt] = String(data).split(" ");
    notify((hearer) => {
      hearer.live(state === "live");
      hearer.changed(Date.parse(changedAt ?? "")); // it may have happened before this stream was open
    });
  });
  source.addEventListener("open", () => {
    tab.refusals = 0;
  });
  source.addEventListener("error", () => {
    notify((hearer) => hearer.live(false));
    if (source.readyState === EventSource.CLOSED && tab.source === source) tryLater();
  });
}

function expectMore(): void {
  clearTimeout(tab.silence);
  tab.silence = setTimeout(() => {
    close();
    choose();
  }, SILENT_MS);
}

/** It was refused: too many of them, the database away, or a session that has ended, which the next contact finds out. */
function tryLater(): void {
  close();
  const pause = PAUSES_MS[Math.min(tab.refusals++, PAUSES_MS.length - 1)] ?? 0;
  tab.retry = setTimeout(choose, pause * (1 + Math.random() / 2)); // not all tabs of an office at once
}

function close(): void {
  clearTimeout(tab.retry);
  clearTimeout(tab.silence);
  tab.source?.close();
  tab.source = null;
  notify((hearer) => hearer.live(false));
}

/** Who signs out is on the way already: the form's answer says where to. */
function leaveAlone({ target }: Event): void {
  if (target instanceof HTMLFormElement && target.action.endsWith("/api/sign-out")) close();
}

function notify(what: (hearer: Subscriber) => void): void {
  for (const hearer of hearers) what(hearer);
}
