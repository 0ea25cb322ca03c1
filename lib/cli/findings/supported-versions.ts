import { type Finding, makeFinding } from "@/lib/cli/findings/finding";
import { formatDay } from "@/lib/i18n/format-instant";

/** Days on which the support of each line of Node.js ends, from its release schedule (November 2026). */
const NODE_ENDS: Record<string, string> = {
  20: "2026-04-30",
  21: "2024-06-01",
  22: "2027-04-30",
  23: "2025-06-01",
  24: "2028-04-30",
  25: "2026-06-01",
  26: "2029-04-30",
};

/**
 * Lines of PostgreSQL that the product takes: the day on which their support ends, and the first minor
 * release without the security faults that were known in November 2026. Add the minor releases of a quarter
 * here when they mend such faults.
 */
const POSTGRES_LINES: Record<string, { ends: string; safeMinor: number }> = {
  15: { ends: "2027-11-11", safeMinor: 20 },
  16: { ends: "2028-11-09", safeMinor: 16 },
  17: { ends: "2029-11-08", safeMinor: 12 },
  18: { ends: "2030-11-14", safeMinor: 7 },
};

/** Checks the version of Node.js, such as `20.19.0`. A line newer than our table counts as supported. */
export function checkNode(version: string, now: Date): Finding {
  const ends = NODE_ENDS[version.split(".")[0] ?? ""];
  if (!hasEnded(ends, now)) return makeFinding("node_supported", { version });
  return makeFinding("node_ended", { version, ended: formatDay(ends) });
}

/**
 * Checks the version of PostgreSQL, such as `18.4` or `15.18 (Debian 15.18-0+deb12u1)`. A line that is newer
 * than our table counts as supported.
 */
export function checkPostgres(serverVersion: string, embedded: boolean, now: Date): Finding {
  const [version = ""] = serverVersion.split(" ");
  const [line = "", minor = ""] = version.split(".");
  const known = POSTGRES_LINES[line];
  if (hasEnded(known?.ends, now))
    return makeFinding("postgres_ended", { version, ended: formatDay(known?.ends ?? "") });
  if (!known || Number(minor) >= known.safeMinor) return makeFinding("postgres_supported", { version });
  return makeFinding(embedded ? "postgres_old_embedded" : "postgres_old_minor", {
    version,
    safe: `${line}.${known.safeMinor}`,
  });
}

function hasEnded(ends: string | undefined, now: Date): ends is string {
  return ends !== undefined && now.toISOString().slice(0, ends.length) > ends;
}
