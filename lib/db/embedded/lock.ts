import { randomUUID } from "node:crypto";
import { open, readFile, rename, stat, unlink, utimes } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseFault } from "@/lib/db/database-fault";
import { errorCode } from "@/lib/error-code";

/** Interval of the holder's heartbeat. */
const HEARTBEAT_MS = 500;
const POLL_MS = 100;
/** After this time without a heartbeat, the holder counts as killed and its lock is taken over. */
const STALE_MS = 5_000;
/** Longest wait for the lock. */
const LIMIT_MS = 120_000;

/**
 * Runs `task` while it holds a lock file, so that processes start and stop the server one after the other.
 *
 * The lock is a file with a heartbeat (its modification time), because Node.js has no file locks and a
 * process id means nothing in another container. The lock keeps order; it does not protect the data.
 * PostgreSQL itself refuses to run twice on one data folder, and a new data folder appears by a rename. So a
 * lock that is taken over wrongly costs an error message, never data.
 *
 * @param file - path of the lock file
 * @throws DatabaseFault `busy` when the lock is not free within two minutes
 */
export async function withLock<T>(file: string, task: () => Promise<T>): Promise<T> {
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

/**
 * Returns a function that checks whether the lock file has not changed for {@link STALE_MS}. The time is
 * measured by this process, because clocks of machines differ and a sleeping machine has missed heartbeats.
 */
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

/** Removes a stale lock by a rename, which succeeds for only one of several waiting processes. */
async function discard(file: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  await rename(file, aside).then(
    () => unlink(aside),
    () => {},
  );
}
