import { setTimeout as sleep } from "node:timers/promises";
import { type EventSource, openEventSource } from "@/lib/simulator/event-source";
import type { Application } from "@/lib/testing/programs/application";
import { residentMiB } from "@/lib/testing/programs/resident-memory";
import { signInUser } from "./signed-in-user";
import { spread } from "./spread";

const STREAMS = 200;
const STREAMS_FOR_MS = 5 * 60_000;
const SAMPLE_EVERY_MS = 15_000;

/**
 * Holds streams open while a session is opened every second. Measures the resident memory, and the time that
 * the instance then takes to stop. Half of the streams are administrators', which receive each change.
 */
export async function measureStreams(
  application: Application,
  printLine: (line: string) => void,
): Promise<string[]> {
  const streams: EventSource[] = [];
  let ended = 0;
  for (let n = 0; n < STREAMS; n++) {
    const { cookie } = await signInUser(n % 2 ? "ADMIN" : "SECRETAIRE");
    const stream = await openEventSource(
      `${application.url}${n % 2 ? "/api/admin/live" : "/api/live"}`,
      cookie,
    );
    if (stream.status !== 200) throw new Error(`a stream was answered ${stream.status}`);
    streams.push(stream);
    void stream.ended.then(() => ended++);
  }
  const memory: number[] = [];
  const began = Date.now();
  let sampledAt = began;
  while (Date.now() - began < STREAMS_FOR_MS) {
    await signInUser();
    await sleep(1_000);
    if (Date.now() - sampledAt < SAMPLE_EVERY_MS) continue;
    sampledAt = Date.now();
    memory.push(residentMiB(application.pid));
    printLine(
      `${streams.length} streams, ${((sampledAt - began) / 60_000).toFixed(1)} min: ${memory.at(-1)} MiB`,
    );
  }
  const half = Math.floor(memory.length / 2);
  const changes = streams[1]?.events.filter((said) => said.startsWith("changed")).length ?? 0;
  const open = STREAMS - ended;
  const stopping = performance.now();
  await application.stop();
  const stopped = performance.now() - stopping;
  for (const stream of streams) stream.close();
  return [
    `${STREAMS} streams for ${STREAMS_FOR_MS / 60_000} minutes, each administrator received ${changes} changes: resident memory, median of the first half ${spread(memory.slice(0, half)).median} MiB, of the second ${spread(memory.slice(half)).median} MiB`,
    `SIGTERM with ${open} open streams: ended after ${(stopped / 1000).toFixed(1)} s`,
  ];
}
