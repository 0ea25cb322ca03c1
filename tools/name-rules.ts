/** Names that do not describe their content. Such code belongs beside the code that uses it. */
const EMPTY_NAMES = /^(utils?|helpers?|common|misc|constants?|types?)(\.|$)/;
const BARREL = /(^|\/)index\.[cm]?[jt]sx?$/;

/** Returns a line for each fault in the name of a file, given by its path from the root. */
export function faultsOfName(file: string): string[] {
  const faults: string[] = [];
  const empty = file.split("/").find((part) => EMPTY_NAMES.test(part));
  if (empty) faults.push(`${file}: "${empty}" says nothing, name it by what it does`);
  if (BARREL.test(file)) faults.push(`${file}: no barrels, import the file that has it`);
  return faults;
}

/**
 * Returns a line when the lock file has download addresses. Without them, npm uses the registry that a
 * machine is set up for.
 */
export function faultsOfLock(lock: string): string[] {
  return /"resolved": "https?:/.test(lock)
    ? [
        "package-lock.json names a registry: npm install --package-lock-only --omit-lockfile-registry-resolved",
      ]
    : [];
}
