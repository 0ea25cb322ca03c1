import { spawnSync } from "node:child_process";
import { chmod, chown, mkdir, readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { DatabaseFault } from "@/lib/db/database-fault";
import type { EmbeddedLayout } from "@/lib/db/embedded/address";
import type { Binaries } from "@/lib/db/embedded/binaries";

/** Whom PostgreSQL runs as: it refuses to run as root. */
export interface OsUser {
  name: string;
  uid: number;
  gid: number;
}

const OS_USER = "postgres";
const READ_AND_TRAVERSE = 0o5;
const TRAVERSE = 0o1;

/**
 * The account to run PostgreSQL as, made when the system has none.
 *
 * @returns null when this process is not root: PostgreSQL runs as ourselves
 * @throws DatabaseFault `no_account`
 */
export async function findOsUser({ cluster }: EmbeddedLayout): Promise<OsUser | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(cluster).catch(() => null);
  // Data that somebody else made stays theirs (sudo, or a container that once ran as another user).
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
 * Makes the folder, and checks that the account gets to it and to PostgreSQL's programs.
 *
 * @throws DatabaseFault `folder_forbidden` when we can't write in the folder, `folder_unreachable` naming the first
 * folder that the account can't enter or read
 */
export async function prepareFolder(
  layout: EmbeddedLayout,
  binaries: Binaries,
  account: OsUser | null,
): Promise<void> {
  try {
    await mkdir(layout.home, { recursive: true, mode: 0o711 });
    if (!account) return;
    await chmod(layout.home, 0o711); // entered by the account, listed by nobody else
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

/** From the mode alone: a program run as the account could not say so when Node.js itself is out of its reach. */
async function isAllowed(folder: string, needed: number, account: OsUser): Promise<boolean> {
  const { mode, uid, gid } = await stat(folder);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & needed) === needed;
}

/** Hands a file or folder to the account, if there is one. */
export async function giveTo(account: OsUser | null, file: string): Promise<void> {
  if (account) await chown(file, account.uid, account.gid);
}
