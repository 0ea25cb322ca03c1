import { stat } from "node:fs/promises";
import path from "node:path";
import { type Finding, makeFinding } from "@/lib/cli/findings/finding";

/** Other accounts may enter the folder, because PostgreSQL runs as another one when the product is root. */
const MAY_ENTER = 0o711;
const OWNER_ONLY = 0o700;
/** Secrets, sign-outs and backups in the data folder. The database looks after its own. */
const INSIDE = ["auth-secret", "sign-outs", "backups"];

/**
 * Checks that other accounts of this machine can't read the data folder and the files in it that hold
 * secrets. Windows has no such modes and is not checked.
 *
 * @returns null when there is nothing to check yet
 */
export async function checkDataFolder(folder: string): Promise<Finding | null> {
  const allowed = [
    [folder, MAY_ENTER],
    ...INSIDE.map((name) => [path.join(folder, name), OWNER_ONLY] as const),
  ] as const;
  const found = await Promise.all(
    allowed.map(async ([file, most]) => ({ file, most, mode: await findMode(file) })),
  );
  if (process.platform === "win32" || found[0]?.mode == null) return null;
  const open = found.filter(({ mode, most }) => mode !== null && (mode & 0o077 & ~most) !== 0);
  if (open.length === 0) return makeFinding("folder_private", { folder });
  const command = open
    .map(({ file, mode, most }) => `chmod ${((mode ?? 0) & most).toString(8)} '${file}'`)
    .join(" && ");
  return makeFinding("folder_readable", { folder, command });
}

/** @returns the permission bits; null when there is no such file */
async function findMode(file: string): Promise<number | null> {
  return stat(file).then(
    ({ mode }) => mode & 0o777,
    () => null,
  );
}
