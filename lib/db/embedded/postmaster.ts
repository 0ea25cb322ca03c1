import { execFileSync } from "node:child_process";
import { readFile, readlink, realpath, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * The running server of a data folder, by the `postmaster.pid` that PostgreSQL writes.
 * https://www.postgresql.org/docs/current/storage-file-layout.html
 */
export interface Postmaster {
  /** Process id of the postmaster, PostgreSQL's first process. */
  pid: number;
  port: number;
  /** False while it is starting, recovering or stopping. */
  ready: boolean;
}

/**
 * Finds the server that runs on a data folder. A `postmaster.pid` that a crash left is ignored, even when
 * another program has its process id now.
 *
 * @returns null when no server runs
 */
export async function findPostmaster(cluster: string): Promise<Postmaster | null> {
  const lines = (await readFile(path.join(cluster, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  const pid = Number(lines[0]);
  if (!pid || !isAlive(pid) || !(await runsOn(cluster, pid))) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/** The highest 32-bit process id, which no system gives to a process. */
const UNUSED_PID = 2 ** 31 - 1;

/**
 * Replaces the process id in a `postmaster.pid` that a crash left by an unused one. PostgreSQL refuses to
 * start while any process has that id, even a zombie or another program. The other lines stay, because
 * PostgreSQL uses them to find child processes that survived the crash.
 */
export async function disownStalePid(cluster: string): Promise<void> {
  const file = path.join(cluster, "postmaster.pid");
  const text = await readFile(file, "utf8").catch(() => "");
  if (text) await writeFile(file, text.replace(/^\d+/, String(UNUSED_PID)));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // no such process, or one of another account, which can't be our server
  }
}

/**
 * Returns whether a process is the postmaster of a data folder. On Linux it compares the working directory,
 * which the postmaster sets to its data folder. On other systems the command must contain `postgres`; on
 * Windows any process counts.
 */
async function runsOn(cluster: string, pid: number): Promise<boolean> {
  if (process.platform === "linux") {
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => "");
    return folder === (await realpath(cluster));
  }
  return process.platform === "win32" || commandOf(pid).includes("postgres");
}

function commandOf(pid: number): string {
  try {
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}
