import { spawn } from "node:child_process";
import { mkdir, readFile, rename, rm, stat, truncate } from "node:fs/promises";
import path from "node:path";
import { DatabaseFault } from "@/lib/db/database-fault";
import { EMBEDDED_OWNER, type EmbeddedLayout } from "@/lib/db/embedded/address";
import type { Binaries } from "@/lib/db/embedded/binaries";
import { giveTo, ownerOf } from "@/lib/db/embedded/os-user";
import { findPostmaster } from "@/lib/db/embedded/postmaster";
import type { OsUser } from "@/lib/db/embedded/service-account";

/** Everything that is needed to run PostgreSQL in one folder. */
export interface Site {
  layout: EmbeddedLayout;
  binaries: Binaries;
  /** The account that the data folder is for; null: that of this process. */
  osUser: OsUser | null;
  /** False for throw-away servers: faster, but a power failure may lose acknowledged commits. */
  durable: boolean;
}

const START_LIMIT_S = 60;
const STOP_LIMIT_S = 15;
const MAX_LOG_BYTES = 1024 * 1024;
/** Listens on the loopback address only, and keeps statements and the content of rows out of the log. */
const SETTINGS = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "timezone=UTC",
  "log_error_verbosity=terse",
  "log_min_error_statement=panic",
];
const THROW_AWAY_SETTINGS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/**
 * Creates the data folder when there is none.
 *
 * @throws DatabaseFault `other_version` when the folder belongs to another major version of PostgreSQL,
 *   `start_failed` when initdb fails
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
  await rm(draft, { recursive: true, force: true }); // left by an interrupted start
  await mkdir(draft, { mode: 0o700 });
  await giveTo(site.osUser, draft);
  const { code, output } = await run(site, site.binaries.initdb, [
    `--pgdata=${draft}`,
    `--username=${EMBEDDED_OWNER}`,
    `--pwfile=${password}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    ...(site.durable ? [] : ["--no-sync"]),
  ]);
  if (code !== 0) throw new DatabaseFault("start_failed", { line: lastLine(output), log: draft });
  await rename(draft, cluster);
}

/**
 * Starts PostgreSQL and waits up to 60 seconds until it accepts connections. Truncates a log over 1 MiB.
 *
 * @throws DatabaseFault `start_slow` when the server runs but still recovers, `start_failed` with the last
 *   line of its log
 */
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

/**
 * Stops PostgreSQL and ends open transactions and connections. A server that has not stopped after 15 seconds
 * is stopped at once (mode `immediate`); its next start recovers from the log.
 */
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

/**
 * Runs a program of PostgreSQL in a process group of its own, so that Ctrl-C in the terminal reaches only
 * this process, which then stops PostgreSQL in order. It runs as the owner of the data folder, because a
 * folder that was not moved yet still belongs to another account.
 */
async function run(
  site: Site,
  program: string,
  args: string[],
): Promise<{ code: number | null; output: string }> {
  // Only these variables, because our settings contain secrets. LC_ALL=C makes the messages English.
  const { PATH, SystemRoot } = process.env;
  const env = { PATH, SystemRoot, LC_ALL: "C", NODE_ENV: process.env.NODE_ENV };
  const { uid, gid } = site.osUser ? ((await ownerOf(site.layout.cluster)) ?? site.osUser) : {};
  const options = { cwd: site.layout.home, env, uid, gid, detached: true, windowsHide: true };
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.once("error", reject);
    // Not "close": the server inherits the pipes, so "close" comes only when the server stops.
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
