import { beginSnapshot, walkBackupText } from "@/lib/backup/backup-text";
import { withClient } from "@/lib/backup/with-client";
import { writeBackupFile } from "@/lib/backup/write-backup-file";

export interface Made {
  /** Start of the snapshot's transaction, by the database's clock. */
  madeAt: Date;
  /** Number of rows in all tables. */
  rows: number;
  /** Size of the compressed file. */
  bytes: number;
}

/**
 * Writes one snapshot of the database into a new file. The product may run meanwhile.
 *
 * @param signal - aborts the backup; no file is left
 * @throws BackupFault `nothing`, `exists`, `unwritable`
 */
export function writeBackup(url: string, file: string, signal?: AbortSignal): Promise<Made> {
  return withClient(url, async (client) => {
    const header = await beginSnapshot(client);
    let rows = 0;
    async function* text(): AsyncGenerator<Buffer> {
      const footer = yield* walkBackupText(client, header);
      rows = Object.values(footer.rows).reduce((sum, count) => sum + count, 0);
    }
    const bytes = await writeBackupFile(file, text(), signal);
    return { madeAt: new Date(header.madeAt), rows, bytes };
  });
}
