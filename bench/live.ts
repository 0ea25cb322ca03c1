import { setTimeout as sleep } from "node:timers/promises";
import { makeUsers, signInUser } from "@/bench/runner/signed-in-user";
import { openBrowser } from "@/lib/simulator/browser";
import { deskOf } from "@/lib/simulator/desks";
import { openEventSource } from "@/lib/simulator/event-source";
import { runStaff } from "@/lib/simulator/staff";
import type { Application } from "@/lib/testing/programs/application";
import { inMs, share } from "./runner/delays";
import { measureScreen } from "./runner/screen";
import { setStage } from "./runner/stage";
import { measureStreams } from "./runner/streams";

export const description =
  "two instances on one database: how soon a revocation takes effect at the other, how soon an administrator there sees a sign-in, and 200 open streams";

const STAFF = 500;
/** Time until all simulated users have signed in: the last ones need a minute and a half. */
const ARRIVE_MS = 95_000;
const REVOCATIONS = 200;
/** A session that is refused for this long counts as refused for good. */
const PROBED_FOR_MS = 500;
const PROBE_EVERY_MS = 10;

type PrintLine = (line: string) => void;

export async function run(printLine: PrintLine): Promise<string[]> {
  const stage = await setStage();
  try {
    const first = await stage.start();
    const second = await stage.start();
    const leave = await bringStaff([first, second], printLine);
    const lines = [
      ...(await measureRevocations(first, second, printLine)),
      ...(await measureScreen(first, second)),
    ];
    await leave();
    return [
      `${STAFF} simulated users at work at both instances:`,
      ...lines,
      ...(await measureStreams(first, printLine)),
    ];
  } finally {
    await stage.end();
  }
}

/** Starts the simulated staff, half of it at each instance. @returns a function that stops it */
async function bringStaff(instances: Application[], printLine: PrintLine): Promise<() => Promise<void>> {
  const people = (await makeUsers(STAFF)).map((person, n) => ({ ...person, desk: deskOf(n) }));
  const stop = new AbortController();
  const { signal } = stop;
  const working = instances.map(({ url }, place) =>
    runStaff({ url, people: people.filter((_, n) => n % instances.length === place), signal }),
  );
  await sleep(ARRIVE_MS);
  printLine(`${STAFF} users have signed in`);
  return async () => {
    stop.abort();
    await Promise.all(working);
  };
}

/**
 * Revokes sessions at the first instance and uses them at the second. Measures when the last accepted request
 * was begun, and when the open stream there received the ending.
 */
async function measureRevocations(
  first: Application,
  second: Application,
  printLine: PrintLine,
): Promise<string[]> {
  const admin = openBrowser(first.url, deskOf(0));
  await admin.signIn("Fedanoir", process.env.SEED_PASSWORD ?? "");
  const accepted: number[] = [];
  const received: number[] = [];
  for (let n = 0; n < REVOCATIONS; n++) {
    const { sessionId, cookie } = await signInUser();
    let receivedAt = Number.POSITIVE_INFINITY;
    const stream = await openEventSource(`${second.url}/api/live`, cookie, (event) => {
      if (event.startsWith("ended")) receivedAt = performance.now();
    });
    const probing = probe(second.url, cookie);
    await sleep(5 * PROBE_EVERY_MS);
    const status = await admin.post("/api/admin/sessions/revoke", { sessionIds: [sessionId] });
    if (status !== 200) throw new Error(`a revocation was answered ${status}`);
    const at = performance.now();
    accepted.push(Math.max(0, (await probing(at)) - at));
    await stream.ended;
    received.push(Math.max(0, receivedAt - at));
    if ((n + 1) % 50 === 0) printLine(`${n + 1} of ${REVOCATIONS} revocations`);
  }
  return [
    `revoked at one instance, last accepted at the other: ${share(accepted, 1_000)}; none accepted that was begun after ${Math.max(...accepted).toFixed(0)} ms`,
    `the stream of the open tab there received the ending after ${inMs(received)}`,
  ];
}

/**
 * Sends requests with the session all the time.
 *
 * @returns a function that takes the time of the revocation and waits until no request was accepted for a
 *   while; returns when the last accepted request was begun
 */
function probe(url: string, cookie: { name: string; value: string }): (since: number) => Promise<number> {
  const headers = { cookie: `${cookie.name}=${cookie.value}` };
  let since = Number.POSITIVE_INFINITY;
  let last = 0;
  const probing = (async () => {
    while (performance.now() < Math.max(last, since) + PROBED_FOR_MS) {
      const sentAt = performance.now();
      const { ok } = await fetch(`${url}/api/auth/session`, { headers });
      if (ok) last = sentAt;
      await sleep(PROBE_EVERY_MS);
    }
  })();
  return async (endedAt) => {
    since = endedAt;
    await probing;
    if (last === 0) throw new Error("the session was never accepted: nothing has been measured");
    return last;
  };
}
