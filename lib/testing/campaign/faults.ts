import { setTimeout as sleep } from "node:timers/promises";
import type { Ledger } from "./ledger";
import type { InstanceName, Stage } from "./stage";

export interface Fault {
  name: string;
  /** How often in the whole campaign, and for how long each time; once and shortly in the tests. */
  times: number;
  lastsMs: number;
  /** Breaks it, and has it whole again when it returns. */
  run: (stage: Stage, ledger: Ledger, lastsMs: number) => Promise<void>;
}

const BACKENDS =
  "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()";

export const FAULTS: Fault[] = [
  { name: "kill -9 of the application", times: 10, lastsMs: 0, run: killApplication },
  { name: "kill -9 of the application in an outage", times: 10, lastsMs: 20_000, run: killInOutage },
  { name: "kill -9 of PostgreSQL", times: 10, lastsMs: 0, run: (stage) => stage.killPostgres() },
  { name: "an outage", times: 3, lastsMs: 60_000, run: inMode("refusing") },
  { name: "a database that says nothing", times: 3, lastsMs: 15_000, run: inMode("silent") },
  { name: "a slow database", times: 3, lastsMs: 15_000, run: inMode("slow") },
  { name: "replies lost after COMMIT", times: 5, lastsMs: 5_000, run: inMode("losing-replies") },
  { name: "connections reset", times: 5, lastsMs: 0, run: async ({ proxy }) => proxy.cut("reset") },
  { name: "connections half closed", times: 5, lastsMs: 0, run: async ({ proxy }) => proxy.cut("half") },
  { name: "every backend terminated", times: 5, lastsMs: 0, run: (stage) => terminate(stage, "true") },
  {
    name: "the listener cut",
    times: 5,
    lastsMs: 0,
    run: (stage) => terminate(stage, "application_name = 'konekte live'"),
  },
  { name: "the pool exhausted by locks", times: 3, lastsMs: 20_000, run: lockSessions },
  { name: "people held by somebody else", times: 3, lastsMs: 20_000, run: holdPeople },
  { name: "every backend stopped", times: 3, lastsMs: 20_000, run: stopBackends },
  {
    name: "writes of contact that fail",
    times: 2,
    lastsMs: 5_000,
    run: inContact("RAISE EXCEPTION 'broken'"),
  },
  { name: "writes of contact that hang", times: 2, lastsMs: 5_000, run: inContact("PERFORM pg_sleep(3)") },
];

function inMode(mode: "refusing" | "silent" | "slow" | "losing-replies"): Fault["run"] {
  return async (stage, ledger, lastsMs) => {
    stage.proxy.set(mode);
    await sleep(lastsMs);
    await countSpooled(stage, ledger);
    stage.proxy.set("passing");
  };
}

async function countSpooled(stage: Stage, ledger: Ledger): Promise<void> {
  ledger.mostSpooled = Math.max(ledger.mostSpooled, await stage.countSpooled());
}

async function killApplication(stage: Stage, ledger: Ledger): Promise<void> {
  const death = { instance: "A", from: Date.now(), to: Number.POSITIVE_INFINITY };
  ledger.deaths.push(death);
  await stage.killA();
  await stage.startA();
  death.to = Date.now();
}

/** What it took on itself in the outage must outlive it. */
async function killInOutage(stage: Stage, ledger: Ledger, lastsMs: number): Promise<void> {
  stage.proxy.set("refusing");
  await sleep(lastsMs * 0.7);
  const death = { instance: "A", from: Date.now(), to: Number.POSITIVE_INFINITY };
  ledger.deaths.push(death);
  await stage.killA();
  await sleep(lastsMs * 0.3);
  await countSpooled(stage, ledger);
  stage.proxy.set("passing");
  await stage.startA();
  death.to = Date.now();
}

/** @throws Error when there is nothing of the kind to break */
async function terminate(stage: Stage, which: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const ended = await stage.ask(
      `SELECT pg_terminate_backend(pid) FROM (${BACKENDS}) AS b (pid) JOIN pg_stat_activity USING (pid) WHERE ${which}`,
    );
    if (ended.length > 0) return;
    await sleep(100); // what the fault before has cut comes back first
  }
  throw new Error(`no backend to terminate where ${which}`);
}

/** As a long import does: who is asked for is known, and can't be changed. */
async function holdPeople(stage: Stage, ledger: Ledger, lastsMs: number): Promise<void> {
  const held = stage.ask(
    `BEGIN; SELECT FROM app_user FOR UPDATE; SELECT pg_sleep(${lastsMs / 1000}); COMMIT`,
  );
  await sleep(lastsMs * 0.8);
  await countSpooled(stage, ledger);
  await held;
}

async function lockSessions(stage: Stage, _ledger: Ledger, lastsMs: number): Promise<void> {
  await stage.ask(
    `BEGIN; LOCK TABLE user_session IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(${lastsMs / 1000}); COMMIT`,
  );
}

async function stopBackends(stage: Stage, _ledger: Ledger, lastsMs: number): Promise<void> {
  const pids = (await stage.ask<{ pid: number }>(BACKENDS)).map(({ pid }) => pid);
  const tell = (signal: "SIGSTOP" | "SIGCONT") => {
    for (const pid of pids) {
      try {
        process.kill(pid, signal);
      } catch {} // it has gone
    }
  };
  tell("SIGSTOP");
  await sleep(lastsMs);
  tell("SIGCONT");
}

/** What of a Secrétaire's is looked at, and its status. */
const TWINS = [
  ["/me", 200],
  ["/api/auth/session", 200],
  ["/admin", 403],
] as const;

/** Pages that one person asks while contact can't be written, of an instance with tracking and of one without. */
function inContact(what: string): Fault["run"] {
  return async (stage, ledger, lastsMs) => {
    await stage.ask(`
      CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${what}; RETURN NEW; END $$;
      CREATE TRIGGER fault BEFORE UPDATE OF last_contact_at ON user_session FOR EACH ROW EXECUTE FUNCTION fault()`);
    try {
      const { makeUser } = await import("@/lib/testing/records/factories");
      const { openSessionOf } = await import("@/lib/testing/records/open-session-of");
      const { cookie } = await openSessionOf((await makeUser()).username);
      const look = (name: InstanceName, path: string) => readPage(stage.url(name) + path, cookie);
      for (const until = Date.now() + lastsMs; Date.now() < until; await sleep(300)) {
        for (const [path, expected] of TWINS) {
          const [on, off] = await Promise.all([look("B", path), look("untracked", path)]);
          ledger.twins.push({ fault: what, path, expected, on, off });
        }
      }
    } finally {
      await stage.ask("DROP FUNCTION fault() CASCADE");
    }
  };
}

/** Status and content, without nonces and figures: times and durations differ from one moment to the next. */
async function readPage(address: string, cookie: { name: string; value: string }): Promise<string> {
  const answer = await fetch(address, {
    headers: { cookie: `${cookie.name}=${cookie.value}` },
    redirect: "manual",
  });
  const body = (await answer.text()).replaceAll(/nonce\\*"?[:=]\\*"[^"\\]*/g, "").replaceAll(/\d+/g, "0");
  return `${answer.status} ${body}`;
}
