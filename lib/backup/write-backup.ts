import { backupText, beginSnapshot } from "@/lib/backup/backup-text";
import { withClient } from "@/lib/backup/with-client";
import { writeBackupFile } from "@/lib/backup/write-backup-file";

export interface Made {
  madeAt: Date;
  rows: number;
  bytes: number;
}

/**
 * Writes all that the database holds at one moment into a new file, while everybody goes on working.
 *
 * @throws BackupFault `nothing`, `exists`, `unwritable`
 */
export function writeBackup(url: string, file: string, signal?: AbortSignal): Promise<Made> {
  return withClient(url, async (client) => {
    const header = await beginSnapshot(client);
    let rows = 0;
    async function* text(): AsyncGenerator<Buffer> {
      const footer = yield* backupText(client, header);
      rows = Object.values(footer.rows).reduce((sum, count) => sum + count, 0);
    }
    const bytes = await writeBackupFile(file, text(), signal);
    return { madeAt: new Date(header.madeAt), rows, bytes };
  });
}
