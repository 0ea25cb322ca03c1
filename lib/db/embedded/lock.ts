import { randomUUID } from "node:crypto";
import { open, readFile, rename, stat, unlink, utimes } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseFault } from "@/lib/db/database-fault";
import { errorCode } from "@/lib/error-code";

const HEARTBEAT_MS = 500;
const POLL_MS = 100;
/** A holder that was killed is noticed after this long without a heartbeat. */
const STALE_MS = 5_000;
const LIMIT_MS = 120_000;

/**
 * Runs `task` while no other process runs one under the same file: starting and stopping take turns.
 *
 * A lock file with a heartbeat, since Node.js offers no file locks, and a process id says nothing across containers.
 * It keeps order rather than safety: PostgreSQL itself refuses to run twice on one data folder, and a new data folder
 * appears by a rename. So a lock that is taken over wrongly costs an error message, never data.
 *
 * @throws DatabaseFault `busy` when the turn does not come within two minutes
 */
export async function underLock<T>(file: string, task: () => Promise<T>): Promise<T> {
  const release = await takeLock(file);
  try {
    return await task();
  } finally {
    await release();
  }
}

async function takeLock(file: string): Promise<() => Promise<void>> {
  const token = randomUUID();
  const deadline = performance.now() + LIMIT_MS;
  const watch = staleWatch(file);
  while (!(await tryCreate(file, token))) {
    if (performance.now() > deadline) throw new DatabaseFault("busy", { file });
    if (await watch()) await discard(file);
    else await sleep(POLL_MS);
  }
  const heartbeat = setInterval(() => utimes(file, new Date(), new Date()).catch(() => {}), HEARTBEAT_MS);
  return async () => {
    clearInterval(heartbeat);
    if ((await readFile(file, "utf8").catch(() => "")) === token) await unlink(file).catch(() => {});
  };
}

async function tryCreate(file: string, token: string): Promise<boolean> {
  try {
    const handle = await open(file, "wx", 0o600);
    await handle.writeFile(token);
    await handle.close();
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

/** Says whether the lock stood still for {@link STALE_MS} as seen from here: clocks may differ, or have been asleep. */
function staleWatch(file: string): () => Promise<boolean> {
  let seen = "";
  let since = performance.now();
  return async () => {
    const beat = await stat(file).then(
      ({ ino, mtimeMs }) => `${ino} ${mtimeMs}`,
      () => "",
    );
    if (beat !== seen) {
      seen = beat;
      since = performance.now();
    }
    return beat !== "" && performance.now() - since > STALE_MS;
  };
}

/** By a rename, which only one of several waiting processes can do. */
async function discard(file: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  await rename(file, aside).then(
    () => unlink(aside),
    () => {},
  );
}
