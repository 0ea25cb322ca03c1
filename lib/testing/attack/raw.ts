import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Scene } from "./scene";

/** Builds the head of a request; each character of a value becomes one byte (latin1). */
export function headOf(method: string, path: string, headers: Record<string, string>): string {
  const lines = Object.entries({ host: "localhost", ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return `${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n`;
}

/**
 * Reads a connection and counts its answers by their heads, also several in one piece.
 *
 * @returns the statuses, filled while answers arrive
 */
export function noteAnswers(scene: Scene, socket: Socket, about: string): number[] {
  const statuses: number[] = [];
  let rest = "";
  socket.on("data", (chunk: Buffer) => {
    const heads = `${rest}${chunk.toString("latin1")}`.split(/(?=HTTP\/1\.1 \d{3})/);
    for (const text of heads) {
      const end = text.indexOf("\r\n\r\n");
      if (end >= 0 && /^HTTP\/1\.1 \d{3}/.test(text))
        statuses.push(noteHead(scene, text.slice(0, end), about));
    }
    const last = heads.at(-1) ?? "";
    rest = last.includes("\r\n\r\n") ? "" : last.slice(-MAX_HEAD);
  });
  return statuses;
}

/** Longest beginning of a head that waits for its rest. */
const MAX_HEAD = 16 * 1024;

function noteHead(scene: Scene, head: string, about: string): number {
  const retryAfter = /\r\nretry-after: (.*)/i.exec(head)?.[1];
  const headers = retryAfter === undefined ? {} : { "retry-after": retryAfter };
  const status = Number(head.slice(9, 12));
  scene.note({ status, headers }, about);
  return status;
}

/**
 * Sends bytes on a connection of their own and waits until it closes or is silent for too long.
 *
 * @returns the statuses of all answers
 */
export async function sendAlone(
  scene: Scene,
  address: string,
  bytes: string,
  about: string,
): Promise<number[]> {
  const socket = await scene.connect(address);
  if (!socket) {
    scene.note(null, about);
    return [];
  }
  const statuses = noteAnswers(scene, socket, about);
  await new Promise<void>((resolve) => {
    socket.setTimeout(ALONE_TIMEOUT_MS, () => socket.destroy());
    socket.once("close", () => resolve());
    socket.write(Buffer.from(bytes, "latin1"));
  });
  if (statuses.length === 0) scene.note(null, about);
  return statuses;
}

/** Longest silence. */
const ALONE_TIMEOUT_MS = 2_000;

/** Waits until a connection takes more, is closed, or the attack has to end. */
export async function drained(scene: Scene, socket: Socket): Promise<void> {
  while (socket.writableNeedDrain && !socket.destroyed && !scene.isLate()) await sleep(DRAIN_POLL_MS);
}

const DRAIN_POLL_MS = 20;
