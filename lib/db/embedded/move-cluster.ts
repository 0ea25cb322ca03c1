import { spawnSync } from "node:child_process";
import { lstat, readdir } from "node:fs/promises";
import path from "node:path";
import { DatabaseFault } from "@/lib/db/database-fault";
import { ownerOf } from "@/lib/db/embedded/os-user";
import type { OsUser } from "@/lib/db/embedded/service-account";

/**
 * Gives the data folder of a stopped server to another account. It is done after a clean stop only: a killed
 * server may have left processes that still write, and PostgreSQL would not notice those of another account.
 * Then the server starts once more as the account that it had. A move that was interrupted is continued,
 * because the folder itself changes last.
 *
 * @throws DatabaseFault `start_failed` when not all of the files could be given
 */
export async function moveCluster(cluster: string, account: OsUser | null): Promise<void> {
  const owner = await ownerOf(cluster);
  if (!account || !owner || owner.uid === account.uid || !(await isMovable(cluster))) return;
  // `chown` follows no link, not even one that appears while it runs, and leaves files of others alone.
  const { status, stderr } = spawnSync("chown", [
    ...["--recursive", "--no-dereference", `--from=${owner.uid}`],
    ...[`${account.uid}:${account.gid}`, cluster],
  ]);
  if (status === 0) return;
  throw new DatabaseFault("start_failed", { line: String(stderr ?? "").trim(), log: cluster });
}

/** Returns whether the server was stopped in order, and all of its files are inside the folder. */
async function isMovable(cluster: string): Promise<boolean> {
  const find = (name: string) => lstat(path.join(cluster, name)).catch(() => null);
  if (await find("postmaster.pid")) return false;
  if ((await find("pg_wal"))?.isSymbolicLink()) return false;
  return (await readdir(path.join(cluster, "pg_tblspc")).catch(() => [])).length === 0;
}
