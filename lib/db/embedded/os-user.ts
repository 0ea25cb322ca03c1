import { spawnSync } from "node:child_process";
import { chmod, chown, mkdir, readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { DatabaseFault } from "@/lib/db/database-fault";
import type { EmbeddedLayout } from "@/lib/db/embedded/address";
import type { Binaries } from "@/lib/db/embedded/binaries";

/** The account of the operating system that PostgreSQL runs as, because it refuses to run as root. */
export interface OsUser {
  name: string;
  uid: number;
  gid: number;
}

/** Name of the account when this process is root. */
const OS_USER = "postgres";
/** Permission bits of one class (owner, group or others) of a folder's mode. */
const READ_AND_TRAVERSE = 0o5;
const TRAVERSE = 0o1;

/**
 * Finds the account to run PostgreSQL as: the owner of the data folder unless that is root, else `postgres`,
 * which it creates when the system has none.
 *
 * @returns null when this process is not root: PostgreSQL then runs as the account of this process
 * @throws DatabaseFault `no_account` when the account can't be created
 */
export async function provideOsUser({ cluster }: EmbeddedLayout): Promise<OsUser | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(cluster).catch(() => null);
  // Data of another account stays with it (after sudo, or when a container once ran as another account).
  if (owner && owner.uid !== 0) return { name: String(owner.uid), uid: owner.uid, gid: owner.gid };
  const account = (await readOsUser()) ?? (await createOsUser());
  if (!account) throw new DatabaseFault("no_account", { user: OS_USER });
  return account;
}

async function readOsUser(): Promise<OsUser | null> {
  const passwd = await readFile("/etc/passwd", "utf8").catch(() => "");
  const line = passwd.split("\n").find((entry) => entry.startsWith(`${OS_USER}:`));
  const [name, , uid, gid] = line?.split(":") ?? [];
  return name && uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : null;
}

async function createOsUser(): Promise<OsUser | null> {
  spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", OS_USER]);
  return readOsUser();
}

/**
 * Creates the folder, and checks that the account can reach it and the programs of PostgreSQL.
 *
 * @throws DatabaseFault `folder_forbidden` when this process can't create the folder or set its mode,
 *   `folder_unreachable` with the first folder that the account can't enter or read
 */
export async function prepareFolder(
  layout: EmbeddedLayout,
  binaries: Binaries,
  account: OsUser | null,
): Promise<void> {
  try {
    await mkdir(layout.home, { recursive: true, mode: 0o711 });
    if (!account) return;
    await chmod(layout.home, 0o711); // other accounts can enter the folder, but not list it
  } catch (cause) {
    throw new DatabaseFault("folder_forbidden", { folder: layout.home }, { cause });
  }
  await requireAccess(await realpath(layout.home), TRAVERSE, account);
  await requireAccess(await realpath(path.dirname(binaries.postgres)), READ_AND_TRAVERSE, account);
}

async function requireAccess(folder: string, needed: number, account: OsUser): Promise<void> {
  const parent = path.dirname(folder);
  if (parent !== folder) await requireAccess(parent, TRAVERSE, account);
  if (!(await isAllowed(folder, needed, account))) {
    throw new DatabaseFault("folder_unreachable", { folder, user: account.name });
  }
}

/**
 * Checks the mode of a folder for an account. It runs no test program as that account, because the account
 * may not be able to reach Node.js either.
 */
async function isAllowed(folder: string, needed: number, account: OsUser): Promise<boolean> {
  const { mode, uid, gid } = await stat(folder);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & needed) === needed;
}

/** Makes the account the owner of a file or folder; does nothing without an account. */
export async function giveTo(account: OsUser | null, file: string): Promise<void> {
  if (account) await chown(file, account.uid, account.gid);
}
