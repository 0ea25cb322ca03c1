import { connect, type Socket } from "node:net";

export interface RawAnswer {
  status: number;
  head: string;
  body: string;
}

/** Sends bytes that no HTTP client would: what a server gets from people who try. */
export async function rawRequest(baseURL: string, head: string | Buffer, body = ""): Promise<RawAnswer> {
  const socket = connect(Number(new URL(baseURL).port), "localhost");
  socket.setTimeout(20_000, () => socket.destroy(new Error("no answer")));
  socket.write(head);
  socket.write(body);
  const answer = await readAll(socket);
  const [start = "", ...rest] = answer.split("\r\n\r\n");
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(start)?.[1]), head: start, body: rest.join("\r\n\r\n") };
}

/** A request's head, closed after the answer; values are bytes (latin1), control characters included. */
export function requestHead(method: string, path: string, headers: Record<string, string>): Buffer {
  const lines = Object.entries({ host: "localhost", connection: "close", ...headers }).map(
    ([key, value]) => `${key}: ${value}`,
  );
  return Buffer.from(`${[`${method} ${path} HTTP/1.1`, ...lines].join("\r\n")}\r\n\r\n`, "latin1");
}

/** A server may reset a connection on which it has answered before everything was sent. */
function readAll(socket: Socket): Promise<string> {
  let answer = "";
  return new Promise((resolve, reject) => {
    socket.on("data", (chunk) => {
      answer += String(chunk);
    });
    socket.on("end", () => resolve(answer));
    socket.on("error", (error) => (answer ? resolve(answer) : reject(error)));
  });
}
