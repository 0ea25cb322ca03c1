import { checkDataFolder } from "@/lib/cli/findings/check-data-folder";
import { checkDatabase } from "@/lib/cli/findings/check-database";
import { checkSettings } from "@/lib/cli/findings/check-settings";
import type { Finding } from "@/lib/cli/findings/finding";
import { checkNode } from "@/lib/cli/findings/supported-versions";
import type { Env } from "@/lib/env";

/**
 * Lists what an operator should know about this machine, the settings and the database, fine or not. The
 * start prints those with something to do; `npm run doctor` prints all.
 *
 * @param database - its address, or the finding that says why it has none
 */
export async function listFindings(env: Env, database: string | Finding, now: Date): Promise<Finding[]> {
  const folder = await checkDataFolder(env.dataDir);
  const embedded = env.databaseUrl === undefined;
  return [
    checkNode(process.versions.node, now),
    ...(typeof database === "string" ? await checkDatabase(database, embedded, now) : [database]),
    ...checkSettings(env),
    ...(folder ? [folder] : []),
  ];
}
