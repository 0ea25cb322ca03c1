import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { BackupFault } from "@/lib/backup/backup-fault";
import { errorCode } from "@/lib/error-code";
import { type Draft, writeDurable } from "@/lib/write-durable";

/** Error codes of the file system when a file can't be written at this place. */
const DISK_ERROR = /^(EACCES|EDQUOT|EFBIG|EIO|EISDIR|EMFILE|ENAMETOOLONG|ENOENT|ENOSPC|ENOTDIR|EPERM|EROFS)$/;

/**
 * Writes a new gzipped file with mode 0600. The file gets its name when it is complete and synced to the
 * disk; an interrupted write leaves no file.
 *
 * @param chunks - uncompressed content
 * @returns the size of the file in bytes
 * @throws BackupFault `exists` when the name is taken, `unwritable` with the error code in `reason`
 */
export async function writeBackupFile(
  file: string,
  chunks: AsyncIterable<Buffer>,
  signal?: AbortSignal,
): Promise<number> {
  await refuseExisting(file);
  try {
    await writeDurable(file, "new", (write) =>
      pipeline(chunks, createGzip(), (compressed) => writeEach(compressed, write), { signal }),
    );
    return (await stat(file)).size;
  } catch (error) {
    const reason = errorCode(error);
    if (reason === "EEXIST") throw new BackupFault("exists", { file }, { cause: error });
    if (DISK_ERROR.test(reason)) throw new BackupFault("unwritable", { file, reason }, { cause: error });
    throw error;
  }
}

async function refuseExisting(file: string): Promise<void> {
  const there = await stat(file).catch(() => null);
  if (there) throw new BackupFault("exists", { file });
}

async function writeEach(chunks: AsyncIterable<Buffer>, write: Draft["write"]): Promise<void> {
  for await (const chunk of chunks) await write(chunk);
}
