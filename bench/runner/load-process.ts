import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import { Load, type LoadResult } from "./load";

/** Reads a load, asks for its time, writes the result. Kept connections, one request at a time on each. */
const load = Load.parse(JSON.parse(await text(process.stdin)));
const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
const unexpected: Record<string, number> = {};
let answered = 0;

const began = performance.now();
const deadline = began + load.durationMs;
await Promise.all(Array.from({ length: load.connections }, (_, connection) => keepAsking(connection)));
const seconds = (performance.now() - began) / 1000;
agent.destroy();
process.stdout.write(JSON.stringify({ perSecond: answered / seconds, unexpected } satisfies LoadResult));

async function keepAsking(connection: number): Promise<void> {
  for (let turn = connection; performance.now() < deadline; turn += load.connections) {
    const status = await ask(turn % load.shots.length);
    if (status === load.expectedStatus) answered++;
    else unexpected[status] = (unexpected[status] ?? 0) + 1;
  }
}

function ask(index: number): Promise<number> {
  const shot = load.shots[index];
  if (!shot) throw new Error("no such shot");
  return new Promise((resolve, reject) => {
    const length = shot.body === undefined ? {} : { "content-length": String(Buffer.byteLength(shot.body)) };
    const headers = { ...shot.headers, ...length };
    const asked = request(
      new URL(shot.path, load.url),
      { agent, method: shot.method, headers },
      (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode ?? 0));
      },
    );
    asked.on("error", reject);
    asked.end(shot.body);
  });
}
