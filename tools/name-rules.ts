/** Names that say nothing: what is in there belongs beside what it serves. */
const EMPTY_NAMES = /^(utils?|helpers?|common|misc|constants?|types?)(\.|$)/;
const BARREL = /(^|\/)index\.[cm]?[jt]sx?$/;

/** @returns what is wrong with the name of a file, given by its path from the root */
export function faultsOfName(file: string): string[] {
  const faults: string[] = [];
  const empty = file.split("/").find((part) => EMPTY_NAMES.test(part));
  if (empty) faults.push(`${file}: "${empty}" says nothing, name it by what it does`);
  if (BARREL.test(file)) faults.push(`${file}: no barrels, import the file that has it`);
  return faults;
}

/** A lock file without download addresses installs from whichever registry a machine is set up for. */
export function faultsOfLock(lock: string): string[] {
  return /"resolved": "https?:/.test(lock)
    ? [
        "package-lock.json names a registry: npm install --package-lock-only --omit-lockfile-registry-resolved",
      ]
    : [];
}
