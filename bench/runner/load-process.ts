import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { Load, type LoadResult } from "./load";
import { isWhole, statusOf, toBytes } from "./plain-http";

/*
 * Reads a load from standard input, sends its requests for its duration and writes the result to standard
 * output. Each connection is kept open and has one request at a time.
 */
const load = Load.parse(JSON.parse(await text(process.stdin)));
const { hostname, port } = new URL(load.url);
const requests = load.shots.map((shot) => toBytes(shot, `${hostname}:${port}`));
const unexpected: Record<string, number> = {};
let answered = 0;

const began = performance.now();
const deadline = began + load.durationMs;
await Promise.all(Array.from({ length: load.connections }, (_, connection) => keepSending(connection)));
const seconds = (performance.now() - began) / 1000;
process.stdout.write(JSON.stringify({ perSecond: answered / seconds, unexpected } satisfies LoadResult));

function keepSending(connection: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let turn = connection;
    let answer = "";
    const sendNext = () => {
      const request = requests[turn % requests.length];
      turn += load.connections;
      if (request && performance.now() < deadline) socket.write(request);
      else socket.end();
    };
    socket.setEncoding("latin1").once("connect", sendNext).once("close", resolve).once("error", reject);
    socket.on("data", (chunk: string) => {
      answer += chunk;
      if (!isWhole(answer)) return;
      count(statusOf(answer));
      answer = "";
      sendNext();
    });
  });
}

function count(status: number): void {
  if (status === load.expectedStatus) answered++;
  else unexpected[status] = (unexpected[status] ?? 0) + 1;
}
