import { setTimeout as sleep } from "node:timers/promises";
import type { Ledger } from "./ledger";
import type { InstanceName, Stage } from "./stage";

export interface Fault {
  name: string;
  /** Repetitions in the whole campaign. With `--short`, each fault runs once. */
  times: number;
  /** Duration of each repetition, shortened with `--short`. */
  lastsMs: number;
  /** Causes the fault, and removes it before it resolves. */
  run: (stage: Stage, ledger: Ledger, lastsMs: number) => Promise<void>;
}

const BACKENDS =
  "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()";

/** All faults of a campaign, 77 repetitions together. */
export const FAULTS: Fault[] = [
  { name: "kill -9 of the application", times: 10, lastsMs: 0, run: killApplication },
  { name: "kill -9 of the application in an outage", times: 10, lastsMs: 20_000, run: killInOutage },
  { name: "kill -9 of PostgreSQL", times: 10, lastsMs: 0, run: (stage) => stage.killPostgres() },
  { name: "an outage", times: 3, lastsMs: 60_000, run: inMode("refusing") },
  { name: "a silent database", times: 3, lastsMs: 15_000, run: inMode("silent") },
  { name: "a slow database", times: 3, lastsMs: 15_000, run: inMode("slow") },
  { name: "replies lost after COMMIT", times: 5, lastsMs: 5_000, run: inMode("losing-replies") },
  { name: "connections reset", times: 5, lastsMs: 0, run: async ({ proxy }) => proxy.cut("reset") },
  { name: "connections half closed", times: 5, lastsMs: 0, run: async ({ proxy }) => proxy.cut("half") },
  { name: "every backend terminated", times: 5, lastsMs: 0, run: (stage) => terminate(stage, "true") },
  {
    name: "the listener's connection terminated",
    times: 5,
    lastsMs: 0,
    run: (stage) => terminate(stage, "application_name = 'konekte live'"),
  },
  { name: "the pool exhausted by locks", times: 3, lastsMs: 20_000, run: lockSessions },
  { name: "user rows locked", times: 3, lastsMs: 20_000, run: lockUsers },
  { name: "every backend stopped", times: 3, lastsMs: 20_000, run: stopBackends },
  {
    name: "writes of contact that fail",
    times: 2,
    lastsMs: 5_000,
    run: inContact("RAISE EXCEPTION 'broken'"),
  },
  { name: "writes of contact that hang", times: 2, lastsMs: 5_000, run: inContact("PERFORM pg_sleep(3)") },
];

/** Runs a mode of the database proxy for the duration of the fault. */
function inMode(mode: "refusing" | "silent" | "slow" | "losing-replies"): Fault["run"] {
  return async (stage, ledger, lastsMs) => {
    stage.proxy.set(mode);
    await sleep(lastsMs);
    await noteSpooled(stage, ledger);
    stage.proxy.set("passing");
  };
}

/** Notes the highest number of spooled sign-outs. */
async function noteSpooled(stage: Stage, ledger: Ledger): Promise<void> {
  ledger.mostSpooled = Math.max(ledger.mostSpooled, await stage.countSpooled());
}

async function killApplication(stage: Stage, ledger: Ledger): Promise<void> {
  const death = { instance: "A", from: Date.now(), to: Number.POSITIVE_INFINITY };
  ledger.deaths.push(death);
  await stage.killA();
  await stage.startA();
  death.to = Date.now();
}

/** Kills the application late in an outage: the sign-outs that it has spooled must survive. */
async function killInOutage(stage: Stage, ledger: Ledger, lastsMs: number): Promise<void> {
  stage.proxy.set("refusing");
  await sleep(lastsMs * 0.7);
  const death = { instance: "A", from: Date.now(), to: Number.POSITIVE_INFINITY };
  ledger.deaths.push(death);
  await stage.killA();
  await sleep(lastsMs * 0.3);
  await noteSpooled(stage, ledger);
  stage.proxy.set("passing");
  await stage.startA();
  death.to = Date.now();
}

/**
 * Terminates the backends that a SQL condition selects.
 *
 * @throws Error when none appears within 10 s
 */
async function terminate(stage: Stage, condition: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const ended = await stage.ask(
      `SELECT pg_terminate_backend(pid) FROM (${BACKENDS}) AS b (pid) JOIN pg_stat_activity USING (pid) WHERE ${condition}`,
    );
    if (ended.length > 0) return;
    await sleep(100); // connections that the fault before has cut must reconnect first
  }
  throw new Error(`no backend to terminate where ${condition}`);
}

/** Locks all user rows, as a long import does: they can be read, but not changed. */
async function lockUsers(stage: Stage, ledger: Ledger, lastsMs: number): Promise<void> {
  const held = stage.ask(
    `BEGIN; SELECT FROM app_user FOR UPDATE; SELECT pg_sleep(${lastsMs / 1000}); COMMIT`,
  );
  await sleep(lastsMs * 0.8);
  await noteSpooled(stage, ledger);
  await held;
}

async function lockSessions(stage: Stage, _ledger: Ledger, lastsMs: number): Promise<void> {
  await stage.ask(
    `BEGIN; LOCK TABLE user_session IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(${lastsMs / 1000}); COMMIT`,
  );
}

async function stopBackends(stage: Stage, _ledger: Ledger, lastsMs: number): Promise<void> {
  const pids = (await stage.ask<{ pid: number }>(BACKENDS)).map(({ pid }) => pid);
  const sendAll = (signal: "SIGSTOP" | "SIGCONT") => {
    for (const pid of pids) {
      try {
        process.kill(pid, signal);
      } catch {} // the backend has ended
    }
  };
  sendAll("SIGSTOP");
  await sleep(lastsMs);
  sendAll("SIGCONT");
}

/** Pages that a Secrétaire requests of both instances, with the expected status. */
const COMPARED_PAGES = [
  ["/me", 200],
  ["/api/auth/session", 200],
  ["/admin", 403],
] as const;

/**
 * Makes each write of contact run a PL/pgSQL statement that fails or hangs. Meanwhile one user requests pages
 * of an instance with tracking and of one without.
 */
function inContact(statement: string): Fault["run"] {
  return async (stage, ledger, lastsMs) => {
    await stage.ask(`
      CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${statement}; RETURN NEW; END $$;
      CREATE TRIGGER fault BEFORE UPDATE OF last_contact_at ON user_session FOR EACH ROW EXECUTE FUNCTION fault()`);
    try {
      const { makeUser } = await import("@/lib/testing/records/factories");
      const { openSessionOf } = await import("@/lib/testing/records/open-session-of");
      const { cookie } = await openSessionOf((await makeUser()).username);
      const look = (name: InstanceName, path: string) => readPage(stage.url(name) + path, cookie);
      for (const until = Date.now() + lastsMs; Date.now() < until; await sleep(300)) {
        for (const [path, expected] of COMPARED_PAGES) {
          const [on, off] = await Promise.all([look("B", path), look("untracked", path)]);
          ledger.twins.push({ fault: statement, path, expected, on, off });
        }
      }
    } finally {
      await stage.ask("DROP FUNCTION fault() CASCADE");
    }
  };
}

/**
 * Returns the status and the body without nonces, with each number as 0, because times and durations change
 * between two requests.
 */
async function readPage(address: string, cookie: { name: string; value: string }): Promise<string> {
  const answer = await fetch(address, {
    headers: { cookie: `${cookie.name}=${cookie.value}` },
    redirect: "manual",
  });
  const body = (await answer.text()).replaceAll(/nonce\\*"?[:=]\\*"[^"\\]*/g, "").replaceAll(/\d+/g, "0");
  return `${answer.status} ${body}`;
}
