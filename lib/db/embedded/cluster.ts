import { spawn } from "node:child_process";
import { mkdir, readFile, rename, rm, stat, truncate } from "node:fs/promises";
import path from "node:path";
import { DatabaseFault } from "@/lib/db/database-fault";
import { EMBEDDED_USER, type EmbeddedLayout } from "@/lib/db/embedded/address";
import type { Binaries } from "@/lib/db/embedded/binaries";
import { giveTo, type OsUser } from "@/lib/db/embedded/os-user";
import { findPostmaster } from "@/lib/db/embedded/postmaster";

/** All that is needed to run PostgreSQL on one folder. */
export interface Site {
  layout: EmbeddedLayout;
  binaries: Binaries;
  account: OsUser | null;
  /** False for throw-away servers: faster, and a power failure may lose what was acknowledged. */
  durable: boolean;
}

const START_LIMIT_S = 60;
const STOP_LIMIT_S = 15;
const MAX_LOG_BYTES = 1024 * 1024;
/** Reachable from this machine only, and no row's content in the server's log. */
const SETTINGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "timezone=UTC",
  "log_error_verbosity=terse",
  "log_min_error_statement=panic",
];
const THROW_AWAY_SETTINGS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/**
 * Makes the data folder when there is none.
 *
 * @throws DatabaseFault `other_version` when it belongs to another major version of PostgreSQL
 */
export async function ensureCluster(site: Site): Promise<void> {
  const { cluster } = site.layout;
  const found = (await readFile(path.join(cluster, "PG_VERSION"), "utf8").catch(() => "")).trim();
  if (!found) return createCluster(site);
  const { output } = await run(site, site.binaries.postgres, ["--version"]);
  const expected = output.match(/(\d+)\./)?.[1] ?? "";
  if (found !== expected) throw new DatabaseFault("other_version", { found, expected, folder: cluster });
}

async function createCluster(site: Site): Promise<void> {
  const { draft, cluster, password } = site.layout;
  await rm(draft, { recursive: true, force: true }); // of a start that was cut short
  await mkdir(draft, { mode: 0o700 });
  await giveTo(site.account, draft);
  const { code, output } = await run(site, site.binaries.initdb, [
    `--pgdata=${draft}`,
    `--username=${EMBEDDED_USER}`,
    `--pwfile=${password}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    ...(site.durable ? [] : ["--no-sync"]),
  ]);
  if (code !== 0) throw new DatabaseFault("start_failed", { line: lastLine(output), log: draft });
  await rename(draft, cluster);
}

/** @throws DatabaseFault `start_slow` when it still recovers at the limit, `start_failed` with its last words */
export async function startCluster(site: Site, port: number): Promise<void> {
  const { cluster, log } = site.layout;
  const size = await stat(log).then(
    (file) => file.size,
    () => 0,
  );
  if (size > MAX_LOG_BYTES) await truncate(log);
  const settings = [...SETTINGS, ...(site.durable ? [] : THROW_AWAY_SETTINGS), `port=${port}`];
  const { code, output } = await run(site, site.binaries.pgCtl, [
    ...["start", "-w", "-t", String(START_LIMIT_S)],
    ...["-D", cluster, "-l", log, "-o", settings.map((setting) => `-c ${setting}`).join(" ")],
  ]);
  if (code === 0) return;
  if (await findPostmaster(cluster)) throw new DatabaseFault("start_slow", { log });
  const line = lastLine(await readFile(log, "utf8").catch(() => "")) || lastLine(output);
  throw new DatabaseFault("start_failed", { line, log });
}

/** Ends open transactions and connections; at the limit, at once: the next start recovers. */
export async function stopCluster(site: Site): Promise<void> {
  const stop = (mode: string) =>
    run(site, site.binaries.pgCtl, [
      "stop",
      "-w",
      "-t",
      String(STOP_LIMIT_S),
      "-m",
      mode,
      "-D",
      site.layout.cluster,
    ]);
  const { code } = await stop("fast");
  if (code !== 0 && (await findPostmaster(site.layout.cluster))) await stop("immediate");
}

/** In a process group of its own: Ctrl-C in the terminal is for us, who then stop PostgreSQL in order. */
function run(site: Site, program: string, args: string[]): Promise<{ code: number | null; output: string }> {
  // Nothing of ours: the settings hold secrets. Its words in English, whatever this system speaks.
  const { PATH, SystemRoot } = process.env;
  const env = { PATH, SystemRoot, LC_ALL: "C", NODE_ENV: process.env.NODE_ENV };
  const { uid, gid } = site.account ?? {};
  const options = { cwd: site.layout.home, env, uid, gid, detached: true, windowsHide: true };
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.once("error", reject);
    // Not "close": the server inherits the pipes, and lives on.
    child.once("exit", (code) =>
      setImmediate(() => {
        child.stdout.destroy();
        child.stderr.destroy();
        resolve({ code, output });
      }),
    );
  });
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.trim() ?? "";
}
