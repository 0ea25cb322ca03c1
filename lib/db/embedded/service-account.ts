import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";

/** An account of the operating system that PostgreSQL runs as, because it refuses to run as root. */
export interface OsUser {
  name: string;
  uid: number;
  gid: number;
}

/** Name of the account that is made when this process is root. */
export const SERVICE_ACCOUNT = "konekte";
/** Its name where a person of the machine has the first name. */
const OTHER_NAME = "konekte-postgres";
/** Shells of accounts with which nobody signs in. An empty field in /etc/passwd means /bin/sh. */
const NO_SHELL = /\/(nologin|false)$/;

/**
 * Finds or makes the account for PostgreSQL: without a home, a shell or a password. An account with a shell
 * may belong to a person, who must not own the data, so it is left alone.
 *
 * @returns null when neither name can be used
 */
export async function ensureServiceAccount(): Promise<OsUser | null> {
  for (const name of [SERVICE_ACCOUNT, OTHER_NAME]) {
    if (!(await findAccount(name))) makeAccount(name);
    const account = await findAccount(name);
    if (account && account.uid !== 0 && NO_SHELL.test(account.shell)) return account;
  }
  return null;
}

/** Finds an account of this machine by its name; null when there is none. */
export async function findAccount(name: string): Promise<(OsUser & { shell: string }) | null> {
  const passwd = await readFile("/etc/passwd", "utf8").catch(() => "");
  const line = passwd.split("\n").find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid, , , shell = ""] = line?.split(":") ?? [];
  return uid && gid ? { name, uid: Number(uid), gid: Number(gid), shell } : null;
}

function makeAccount(name: string): void {
  spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", name]);
}
