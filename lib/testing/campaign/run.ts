import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureBuilt } from "@/lib/cli/product/build";
import { type EventSource, openEventSource } from "@/lib/simulator/event-source";
import { FAULTS, type Fault } from "./faults";
import { judge } from "./invariants";
import { type Ledger, openLedger, type SessionRecord } from "./ledger";
import { type Stage, setStage } from "./stage";
import { type CampaignUser, makeCast, revoke, work } from "./users";

/*
 * `npm run faults`: simulated users sign in and out through two instances while one fault follows another. A
 * ledger outside of both notes every acknowledgement, and in the end the database must agree with it.
 * `--short` runs each fault once, as `npm test` does.
 */
const short = process.argv.includes("--short");
const SHORT_MS = 2_000;
const WARM_MS = 2_000;
const READY_WITHIN_MS = 5_000;
const RECOVERED_WITHIN_MS = 10_000;
const MIN_ACKNOWLEDGED = short ? 20 : 1_000;
const SHOWN_OF_EACH = 5;

await ensureBuilt();
const stage = await setStage();
try {
  process.exitCode = (await campaign(stage)) ? 0 : 1;
} finally {
  await stage.end();
  const { prisma } = await import("@/lib/db/client");
  await prisma.$disconnect();
}

async function campaign(stage: Stage): Promise<boolean> {
  const ledger = openLedger();
  const cast = await makeCast();
  const stop = new AbortController();
  setMaxListeners(cast.staff.length, stop.signal); // one listener for each user
  const began = Date.now();
  const running = [
    ...cast.staff.map((person) => work(stage, person, ledger, stop.signal)),
    revoke(stage, cast, ledger, stop.signal),
  ];
  const watcher = await watch(stage, cast.admin);
  const look = (after: string) => lookAt(stage, ledger, watcher, after);
  await sleep(WARM_MS);
  await look("the beginning");
  for (const fault of plan()) {
    const at = Date.now();
    const lastsMs = short ? Math.min(SHORT_MS, fault.lastsMs) : fault.lastsMs;
    await fault.run(stage, ledger, lastsMs).catch((error) => {
      ledger.unmade.push({ fault: fault.name, why: String(error) });
    });
    await look(fault.name);
    printLine(`${fault.name} (${((Date.now() - at) / 1000).toFixed(1)} s)`);
  }
  stop.abort();
  await Promise.all(running);
  await look("the end");
  watcher.close();
  return report(ledger, await readRecords(stage), (Date.now() - began) / 1000);
}

/**
 * Returns each fault as often as its `times`. Each round has the faults that have repetitions
 * left, so that a fault does not always follow the same one.
 */
function plan(): Fault[] {
  if (short) return FAULTS;
  const rounds = Math.max(...FAULTS.map(({ times }) => times));
  return Array.from({ length: rounds }, (_, round) => FAULTS.filter(({ times }) => round < times)).flat();
}

/** Opens a stream that the surviving instance has to keep open through all faults. */
async function watch(stage: Stage, { username }: CampaignUser): Promise<EventSource> {
  const { openSessionOf } = await import("@/lib/testing/records/open-session-of");
  const { cookie } = await openSessionOf(username);
  return openEventSource(`${stage.survivor().url}/api/admin/live`, cookie);
}

/**
 * Notes the state of the surviving instance after a fault. Waits at most 5 s until it is ready, and at most
 * 10 s until it is live and no sign-out is spooled.
 */
async function lookAt(stage: Stage, ledger: Ledger, watcher: EventSource, after: string): Promise<void> {
  const since = Date.now();
  const { pid, url } = stage.survivor();
  const isReady = async () => (await fetch(`${url}/api/health/ready`).catch(() => null))?.status === 200;
  const within = async (limitMs: number, holds: () => Promise<boolean>) => {
    while (Date.now() - since < limitMs) {
      if (await holds()) return true;
      await sleep(100);
    }
    return false;
  };
  const ready = await within(READY_WITHIN_MS, isReady);
  const isLive = async () =>
    watcher.events.findLast((said) => said.startsWith("state "))?.startsWith("state live") === true;
  const live = await within(RECOVERED_WITHIN_MS, isLive);
  ledger.health.push({ after, pid: isAlive(pid) ? pid : 0, ready, live });
  const isEmpty = async () => (await stage.countSpooled()) === 0;
  const empty = await within(RECOVERED_WITHIN_MS, isEmpty);
  ledger.spooled.push({ after, count: empty ? 0 : await stage.countSpooled() });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function readRecords(stage: Stage): Promise<SessionRecord[]> {
  return stage.ask<SessionRecord>(`
    SELECT session_key AS "sessionKey", logout_time AS "logoutTime", end_reason AS "endReason",
      count(*) FILTER (WHERE type = 'session.opened')::int AS opened, count(*) FILTER (WHERE type = 'session.ended')::int AS ended
    FROM user_session AS s LEFT JOIN activity_event AS e ON e.session_id = s.id GROUP BY s.id`);
}

function report(ledger: Ledger, records: SessionRecord[], seconds: number): boolean {
  const complaints = judge(ledger, records);
  const acknowledged = Math.min(ledger.signIns.length, ledger.signOuts.length);
  if (acknowledged < MIN_ACKNOWLEDGED)
    complaints.push(`0: only ${acknowledged} sign-ins and sign-outs were acknowledged`);
  if (ledger.revocations.length === 0) complaints.push("0: no session was revoked");
  const statuses = new Map<number, number>();
  for (const { status } of ledger.answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  printLine(`${ledger.health.length - 2} faults in ${seconds.toFixed(0)} s`);
  printLine(
    `acknowledged: ${ledger.signIns.length} sign-ins, ${ledger.signOuts.length} sign-outs, ${ledger.revocations.length} revocations; ${ledger.twins.length} pages with and without tracking; ${ledger.mostSpooled} sign-outs at once on disk`,
  );
  const byStatus = [...statuses]
    .toSorted(([a], [b]) => a - b)
    .map(([status, count]) => `${status}: ${count}`);
  printLine(`answers: ${byStatus.join(", ")}`);
  for (const kind of "0123456") {
    for (const complaint of complaints.filter((each) => each.startsWith(kind)).slice(0, SHOWN_OF_EACH))
      printLine(`✗ ${complaint}`);
  }
  printLine(complaints.length === 0 ? "✓ all six invariants hold" : `${complaints.length} complaints`);
  return complaints.length === 0;
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
