import { execFileSync } from "node:child_process";
import { readFile, readlink, realpath, writeFile } from "node:fs/promises";
import path from "node:path";

/** What PostgreSQL itself writes about the server that runs on a data folder. */
export interface Postmaster {
  pid: number;
  port: number;
  /** It accepts connections; else it is starting, recovering or stopping. */
  ready: boolean;
}

/**
 * The server that runs on a data folder. A `postmaster.pid` left by a crash counts for nothing, not even when its
 * number belongs to another program by now.
 */
export async function findPostmaster(cluster: string): Promise<Postmaster | null> {
  const lines = (await readFile(path.join(cluster, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  const pid = Number(lines[0]);
  if (!pid || !isAlive(pid) || !(await runsOn(cluster, pid))) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

/** No process has this number. */
const NOBODY = 2 ** 31 - 1;

/**
 * Makes a `postmaster.pid` that a crash left behind name nobody. PostgreSQL refuses to start while the number is in
 * use, be it by a stranger or a zombie; the rest stays, since by it PostgreSQL finds children that outlived the crash.
 */
export async function disownStalePid(cluster: string): Promise<void> {
  const file = path.join(cluster, "postmaster.pid");
  const text = await readFile(file, "utf8").catch(() => "");
  if (text) await writeFile(file, text.replace(/^\d+/, String(NOBODY)));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false; // gone, or of another account, which can't be a server of ours
  }
}

/** PostgreSQL's first process makes the data folder its working directory. */
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
