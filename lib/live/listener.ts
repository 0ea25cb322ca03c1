import { randomUUID } from "node:crypto";
import pg from "pg";
import { Prisma, prisma, type Transaction } from "@/lib/db/client";
import { type Hint, publish } from "@/lib/live/hints";
import { describeBug, log } from "@/lib/log";
import { processWide } from "@/lib/process-wide";

/** Channel to which the triggers of migration `endings` send their notifications. */
const CHANNEL = "konekte";
/** Prefix of the listener's own notifications. */
const PING = "ping ";
/** Prefix of a notification that a session has a new key; the session's public id follows. */
const KEY_CHANGED = "key ";
/** Timeout for the connection, for a query, and for the return of a ping. */
const CONNECT_TIMEOUT_MS = 5_000;
/**
 * Time between two pings. Without them, a connection that was cut silently looks like one without
 * notifications.
 */
const PING_EVERY_MS = 10_000;
/** Retry delay after a lost connection. It doubles with each failure, up to {@link LONGEST_PAUSE_MS}. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

interface Listener {
  client: pg.Client | null;
  timer: NodeJS.Timeout | null;
  pauseMs: number;
  closed: boolean;
  /** True after a loss was logged, so that failing retries log nothing more. */
  lost: boolean;
}

const listener = processWide<Listener>("listener", () => ({
  client: null,
  timer: null,
  pauseMs: FIRST_PAUSE_MS,
  closed: false,
  lost: false,
}));

/**
 * Starts the listener. It receives the notifications of the database on one connection for the whole process,
 * publishes them as hints, and reconnects for ever.
 *
 * It counts as listening only after it has received its own ping. A pooler that gives each transaction
 * another connection accepts `LISTEN` but delivers nothing. Then no hints arrive, and pages still poll every
 * 30 s.
 */
export function startListener(): void {
  if (!listener.client && !listener.timer) void connect();
}

/** Closes the connection for good: the listener does not reconnect. */
export async function stopListener(): Promise<void> {
  listener.closed = true;
  if (listener.timer) clearTimeout(listener.timer);
  closeCurrent();
}

/** Returns whether hints of the database arrive now. */
export function isListening(): boolean {
  return listener.client !== null;
}

/**
 * Notifies every instance, when the transaction commits, that a session has a new key. A lost notification
 * does little harm: each heartbeat of the open streams checks their keys.
 */
export async function notifyKeyChange(tx: Transaction, sessionId: string): Promise<void> {
  await tx.$queryRaw(Prisma.sql`SELECT pg_notify(${CHANNEL}, ${KEY_CHANGED + sessionId})::text`);
}

/** Returns the hint that a notification stands for: nothing, a session's id, or an id with a prefix. */
function hintOf(payload: string): Hint {
  if (!payload) return { kind: "changed" };
  return payload.startsWith(KEY_CHANGED)
    ? { kind: "keyChanged", sessionId: payload.slice(KEY_CHANGED.length) }
    : { kind: "ended", sessionId: payload };
}

async function connect(): Promise<void> {
  listener.timer = null;
  const client = new pg.Client({
    connectionString: process.env.DATABASE_URL,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    application_name: "konekte live",
  });
  const onLost = () => {
    if (listener.client === client) reconnect();
  };
  client.on("error", onLost); // an "error" event without a handler would end the process
  client.on("end", onLost);
  client.on("notification", ({ payload = "" }) => {
    if (!payload.startsWith(PING)) publish(hintOf(payload));
  });
  try {
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    await verifyDelivery(client);
  } catch (error) {
    close(client);
    if (!listener.lost) log.warn({ event: "live.not_listening", ...describeBug(error) });
    listener.lost = true;
    return scheduleConnect();
  }
  if (listener.closed) return close(client);
  listener.client = client;
  listener.pauseMs = FIRST_PAUSE_MS;
  listener.lost = false;
  publish({ kind: "listening" });
  listener.timer = setTimeout(ping, PING_EVERY_MS).unref();
}

function ping(): void {
  const { client } = listener;
  if (!client) return;
  verifyDelivery(client).then(
    () => {
      if (listener.client === client) listener.timer = setTimeout(ping, PING_EVERY_MS).unref();
    },
    () => {
      if (listener.client === client) reconnect();
    },
  );
}

/**
 * Verifies that notifications arrive: sends a ping and waits for it. The ping goes through another
 * connection, because a pooler may deliver a notification to the connection that sent it and to no other.
 *
 * @throws Error when the ping does not arrive within {@link CONNECT_TIMEOUT_MS}
 */
async function verifyDelivery(client: pg.Client): Promise<void> {
  const ping = `${PING}${randomUUID()}`;
  await new Promise<void>((resolve, reject) => {
    const timeout = setTimeout(
      () => settle(new Error("the listener did not receive its own notification")),
      CONNECT_TIMEOUT_MS,
    );
    const settle = (error?: unknown) => {
      clearTimeout(timeout);
      client.off("notification", onNotification);
      if (error) reject(error);
      else resolve();
    };
    const onNotification = ({ payload }: pg.Notification) => payload === ping && settle();
    client.on("notification", onNotification);
    prisma.$queryRaw`SELECT pg_notify(${CHANNEL}, ${ping})::text`.catch(settle);
  });
}

function reconnect(): void {
  if (!listener.client || listener.closed) return;
  listener.lost = true;
  log.warn({ event: "live.listener_lost" });
  closeCurrent();
  publish({ kind: "disconnected" });
  scheduleConnect();
}

function scheduleConnect(): void {
  if (listener.closed) return;
  if (listener.timer) clearTimeout(listener.timer);
  listener.timer = setTimeout(() => void connect(), listener.pauseMs).unref();
  listener.pauseMs = Math.min(listener.pauseMs * 2, LONGEST_PAUSE_MS);
}

function closeCurrent(): void {
  const { client } = listener;
  listener.client = null;
  if (client) close(client);
}

/** Closes a connection without waiting for it: one that hangs is left to the operating system. */
function close(client: pg.Client): void {
  void client.end().catch(() => {});
}
