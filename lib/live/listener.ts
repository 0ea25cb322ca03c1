import pg from "pg";
import { giveHint } from "@/lib/live/hints";
import { log } from "@/lib/log";
import { processWide } from "@/lib/process-wide";

/** Of the triggers that write to it (migration `endings`). */
const CHANNEL = "konekte";
const CONNECT_LIMIT_MS = 5_000;
/** A line that is cut without a word looks like one on which nothing happens: it is asked now and then. */
const PING_EVERY_MS = 10_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

interface Listener {
  client: pg.Client | null;
  timer: NodeJS.Timeout | null;
  pauseMs: number;
  closed: boolean;
}

const listener = processWide<Listener>("listener", () => ({
  client: null,
  timer: null,
  pauseMs: FIRST_PAUSE_MS,
  closed: false,
}));

/**
 * Hears what the database says of changes, on one connection of its own for the whole process, and connects again for ever. A pooler that gives
 * each transaction another connection lets nothing through: pages then ask every 30 s, as they do anyway.
 */
export function startListener(): void {
  if (!listener.client && !listener.timer) void connect();
}

export async function stopListener(): Promise<void> {
  listener.closed = true;
  if (listener.timer) clearTimeout(listener.timer);
  drop();
}

/** Whether hints come at this moment. */
export function isListening(): boolean {
  return listener.client !== null;
}

async function connect(): Promise<void> {
  listener.timer = null;
  const client = new pg.Client({
    connectionString: process.env.DATABASE_URL,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    query_timeout: CONNECT_LIMIT_MS,
    keepAlive: true,
    application_name: "konekte live",
  });
  const lose = () => {
    if (listener.client === client) reconnect();
  };
  client.on("error", lose); // without a listener it would end the process
  client.on("end", lose);
  client.on("notification", ({ payload }) =>
    giveHint(payload ? { kind: "ended", sessionId: payload } : { kind: "changed" }),
  );
  try {
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
  } catch {
    leave(client);
    return again();
  }
  Object.assign(listener, { client, pauseMs: FIRST_PAUSE_MS });
  giveHint({ kind: "listening" });
  listener.timer = setTimeout(ping, PING_EVERY_MS).unref();
}

function ping(): void {
  listener.client?.query("SELECT 1").then(
    () => {
      if (listener.client) listener.timer = setTimeout(ping, PING_EVERY_MS).unref();
    },
    () => reconnect(),
  );
}

function reconnect(): void {
  if (!listener.client || listener.closed) return;
  log.warn({ event: "live.listener_lost" });
  drop();
  giveHint({ kind: "deaf" });
  again();
}

function again(): void {
  if (listener.closed) return;
  if (listener.timer) clearTimeout(listener.timer);
  listener.timer = setTimeout(() => void connect(), listener.pauseMs).unref();
  listener.pauseMs = Math.min(listener.pauseMs * 2, LONGEST_PAUSE_MS);
}

function drop(): void {
  const { client } = listener;
  listener.client = null;
  if (client) leave(client);
}

/** Nothing waits for it: one that hangs is left to the system. */
function leave(client: pg.Client): void {
  void client.end().catch(() => {});
}
