import { connect, type Socket } from "node:net";

export interface RawAnswer {
  status: number;
  head: string;
  body: string;
}

/** Sends raw bytes over a socket, because HTTP clients refuse to send malformed requests. */
export async function rawRequest(baseURL: string, head: string | Buffer, body = ""): Promise<RawAnswer> {
  const socket = connect(Number(new URL(baseURL).port), "localhost");
  socket.setTimeout(20_000, () => socket.destroy(new Error("no answer within 20 s")));
  socket.write(head);
  socket.write(body);
  const answer = await readAll(socket);
  const [start = "", ...rest] = answer.split("\r\n\r\n");
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(start)?.[1]), head: start, body: rest.join("\r\n\r\n") };
}

/**
 * Builds the head of a request whose connection closes after the answer. Each character of a value becomes
 * one byte (latin1), control characters included.
 */
export function requestHead(method: string, path: string, headers: Record<string, string>): Buffer {
  const lines = Object.entries({ host: "localhost", connection: "close", ...headers }).map(
    ([key, value]) => `${key}: ${value}`,
  );
  return Buffer.from(`${[`${method} ${path} HTTP/1.1`, ...lines].join("\r\n")}\r\n\r\n`, "latin1");
}

/**
 * Reads until the connection ends. A reset after the answer counts as its end, because a server may answer
 * and reset the connection before it has received the whole request.
 */
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
