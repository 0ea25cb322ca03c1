import { backupText, beginSnapshot } from "@/lib/backup/backup-text";
import { keepFile } from "@/lib/backup/keep-file";
import { onOwnConnection } from "@/lib/backup/own-connection";

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
  return onOwnConnection(url, async (client) => {
    const header = await beginSnapshot(client);
    let rows = 0;
    async function* text(): AsyncGenerator<Buffer> {
      const footer = yield* backupText(client, header);
      rows = Object.values(footer.rows).reduce((sum, count) => sum + count, 0);
    }
    const bytes = await keepFile(file, text(), signal);
    return { madeAt: new Date(header.madeAt), rows, bytes };
  });
}
