import type { Load } from "./load";

/**
 * Builds an HTTP/1.1 request with only what a load needs. The client shares the cores with the server that it
 * measures: the cost of a full HTTP client would count as the server's.
 */
export function toBytes(shot: Load["shots"][number], host: string): Buffer {
  const body = shot.body ?? "";
  const headers = { host, ...shot.headers, ...(body ? { "content-length": Buffer.byteLength(body) } : {}) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${shot.method} ${shot.path} HTTP/1.1\r\n${lines.join("")}\r\n${body}`);
}

/**
 * Returns whether an answer is complete.
 *
 * @param answer - all bytes since the request, as latin1
 */
export function isWhole(answer: string): boolean {
  const end = answer.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const head = answer.slice(0, end);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length !== undefined) return answer.length >= end + 4 + Number(length);
  if (/\r\ntransfer-encoding: chunked/i.test(head)) return answer.endsWith("\r\n0\r\n\r\n");
  return true; // 204, 304: without a body
}

export function statusOf(answer: string): number {
  return Number(answer.slice(9, 12));
}
