import { randomUUID } from "node:crypto";
import pg from "pg";
import { prisma } from "@/lib/db/client";
import { publish } from "@/lib/live/hints";
import { describeBug, log } from "@/lib/log";
import { processWide } from "@/lib/process-wide";

/** Of the triggers that write to it (migration `endings`). */
const CHANNEL = "konekte";
/** What begins so is the listener's own. */
const PING = "ping ";
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
  /** It has been said that nothing is heard. */
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
 * Hears what the database says of changes, on one connection of its own for the whole process, and connects again for ever. It listens only when it
 * hears itself: a pooler that gives each transaction another connection lets nothing through, and pages ask every 30 s, as they do anyway.
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
  client.on("notification", ({ payload = "" }) => {
    if (!payload.startsWith(PING))
      publish(payload ? { kind: "ended", sessionId: payload } : { kind: "changed" });
  });
  try {
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    await verifyLoopback(client);
  } catch (error) {
    leave(client);
    if (!listener.lost) log.warn({ event: "live.not_listening", ...describeBug(error) });
    listener.lost = true;
    return again();
  }
  if (listener.closed) return leave(client);
  Object.assign(listener, { client, pauseMs: FIRST_PAUSE_MS, lost: false });
  publish({ kind: "listening" });
  listener.timer = setTimeout(ping, PING_EVERY_MS).unref();
}

function ping(): void {
  const { client } = listener;
  if (!client) return;
  verifyLoopback(client).then(
    () => {
      if (listener.client === client) listener.timer = setTimeout(ping, PING_EVERY_MS).unref();
    },
    () => {
      if (listener.client === client) reconnect();
    },
  );
}

/**
 * Says something on a connection of others: a pooler may let through what a line says to itself.
 *
 * @throws Error when it does not come back in time
 */
async function verifyLoopback(client: pg.Client): Promise<void> {
  const word = `${PING}${randomUUID()}`;
  await new Promise<void>((resolve, reject) => {
    const overdue = setTimeout(
      () => settle(new Error("the listener does not hear itself")),
      CONNECT_LIMIT_MS,
    );
    const settle = (error?: unknown) => {
      clearTimeout(overdue);
      client.off("notification", listen);
      if (error) reject(error);
      else resolve();
    };
    const listen = ({ payload }: pg.Notification) => payload === word && settle();
    client.on("notification", listen);
    prisma.$queryRaw`SELECT pg_notify(${CHANNEL}, ${word})::text`.catch(settle);
  });
}

function reconnect(): void {
  if (!listener.client || listener.closed) return;
  listener.lost = true;
  log.warn({ event: "live.listener_lost" });
  drop();
  publish({ kind: "disconnected" });
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
