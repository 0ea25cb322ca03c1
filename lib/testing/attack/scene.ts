import { setMaxListeners } from "node:events";
import { Agent } from "node:http";
import { connect, type Socket } from "node:net";
import { exchange, type Reply } from "./browser";
import { faultOf } from "./honest";
import type { Job, JobResult } from "./job";
import { seeded } from "./seeded";

/** The means of an attack. All its connections are cut when it is over. */
export interface Scene {
  job: Job;
  random: () => number;
  result: JobResult;
  isOver: () => boolean;
  /** Whether a round that is not finished has to be given up. */
  isLate: () => boolean;
  /** Counts an answer; null: there was none. */
  note: (reply: Pick<Reply, "status" | "headers"> | null, about: string) => void;
  fault: (text: string) => void;
  /** Opens a connection from an address. Resolves with null when it is not accepted in time. */
  connect: (address: string) => Promise<Socket | null>;
  /** Sends a request on one of the kept connections of an address. */
  send: (address: string, request: Sent) => Promise<Reply | null>;
  end: () => void;
}

interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** Kept connections of one address. */
const MAX_CONNECTIONS = 100;
/** Time beyond the end of an attack to finish what it has begun, on a busy machine. */
export const OVERTIME_MS = 20_000;
const CONNECT_TIMEOUT_MS = 5_000;
const ANSWER_TIMEOUT_MS = 10_000;
/** Faults and facts that one attack reports at most. */
const MAX_FAULTS = 20;

/** Opens the scene of a job. */
export function openScene(job: Job): Scene {
  const result: JobResult = { answers: {}, faults: {}, facts: [] };
  const agent = new Agent({ keepAlive: true, maxSockets: MAX_CONNECTIONS });
  const sockets = new Set<Socket>();
  const cut = new AbortController();
  setMaxListeners(0, cut.signal); // one listener for each request in progress
  const endsAt = performance.now() + job.durationMs;
  const fault = (text: string) => {
    if (text in result.faults || Object.keys(result.faults).length < MAX_FAULTS)
      result.faults[text] = (result.faults[text] ?? 0) + 1;
  };
  return {
    job,
    result,
    random: seeded(job.seed),
    isOver: () => performance.now() >= endsAt,
    isLate: () => performance.now() >= endsAt + OVERTIME_MS,
    fault,
    note(reply, about) {
      const status = reply ? String(reply.status) : "none";
      result.answers[status] = (result.answers[status] ?? 0) + 1;
      const broken = reply && faultOf(reply);
      if (broken) fault(`${broken} to ${about}`);
    },
    connect: (address) => open(job.port, address, sockets),
    send(address, { body = "", ...request }) {
      const headers = { host: `localhost:${job.port}`, ...request.headers };
      const timeoutMs = ANSWER_TIMEOUT_MS;
      const { signal } = cut;
      return exchange({ port: job.port, address, agent, ...request, headers, body, timeoutMs, signal });
    },
    end() {
      cut.abort(); // requests that wait for a connection would open another one
      agent.destroy();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function open(port: number, localAddress: string, sockets: Set<Socket>): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", localAddress });
    const overdue = setTimeout(() => socket.destroy(), CONNECT_TIMEOUT_MS);
    sockets.add(socket);
    socket.on("error", () => {}); // "close" follows
    socket.once("connect", () => {
      clearTimeout(overdue);
      resolve(socket);
    });
    socket.once("close", () => {
      clearTimeout(overdue);
      sockets.delete(socket);
      resolve(null);
    });
  });
}

/** Returns an element at random. */
export function pick<T>(list: readonly T[], random: () => number): T {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error("nothing to pick from");
  return found;
}

/** Returns the numbers from 0 up to a count. */
export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}
