import { chmod, chown, mkdir, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { DatabaseFault } from "@/lib/db/database-fault";
import type { EmbeddedLayout } from "@/lib/db/embedded/address";
import type { Binaries } from "@/lib/db/embedded/binaries";
import {
  ensureServiceAccount,
  findAccount,
  type OsUser,
  SERVICE_ACCOUNT,
} from "@/lib/db/embedded/service-account";

/** The account that other servers of the machine share. Earlier versions of the product ran as it, too. */
const SHARED_ACCOUNT = "postgres";
/** Permission bits of one class (owner, group or others) of a folder's mode. */
const READ_AND_TRAVERSE = 0o5;
const TRAVERSE = 0o1;

/**
 * Finds the account to run PostgreSQL as: the owner of the data folder, or an account of the product's own
 * when there is no folder yet, or when it belongs to root or to `postgres`. Programs of another server that
 * runs as `postgres` could read the data otherwise. `moveCluster` gives the folder to that account.
 *
 * @returns null when this process is not root: PostgreSQL then runs as the account of this process
 * @throws DatabaseFault `no_account` when the account can't be made
 */
export async function provideOsUser(layout: EmbeddedLayout, binaries: Binaries): Promise<OsUser | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await ownerOf(layout.cluster);
  const shared = await findAccount(SHARED_ACCOUNT);
  // Data of another account stays with it (after sudo, or when a container once ran as another account).
  if (owner && owner.uid !== 0 && owner.uid !== shared?.uid) return owner;
  const own = await ensureServiceAccount();
  const isUsable = own && (await findUnreachable(layout, binaries, own).catch(() => layout.home)) === null;
  if (owner && owner.uid !== 0 && !isUsable) return owner; // it has worked so far
  if (!own) throw new DatabaseFault("no_account", { user: SERVICE_ACCOUNT });
  return own;
}

/** Returns the account that owns a file or folder; null when there is no such file. */
export async function ownerOf(file: string): Promise<OsUser | null> {
  const found = await stat(file).catch(() => null);
  return found && { name: String(found.uid), uid: found.uid, gid: found.gid };
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
  const folder = await findUnreachable(layout, binaries, account);
  if (folder) throw new DatabaseFault("folder_unreachable", { folder, user: account.name });
}

/** Returns the first folder that the account can't enter or read, of those that it needs; null: it can. */
async function findUnreachable(
  { home }: EmbeddedLayout,
  { postgres }: Binaries,
  account: OsUser,
): Promise<string | null> {
  return (
    (await findClosed(await realpath(home), TRAVERSE, account)) ??
    (await findClosed(await realpath(path.dirname(postgres)), READ_AND_TRAVERSE, account))
  );
}

async function findClosed(folder: string, needed: number, account: OsUser): Promise<string | null> {
  const parent = path.dirname(folder);
  const above = parent === folder ? null : await findClosed(parent, TRAVERSE, account);
  return above ?? ((await isAllowed(folder, needed, account)) ? null : folder);
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
