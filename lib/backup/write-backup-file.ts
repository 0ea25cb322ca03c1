import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { BackupFault } from "@/lib/backup/backup-fault";
import { errorCode } from "@/lib/error-code";
import { type Draft, writeDurable } from "@/lib/write-durable";

/** What a disk says when it can't keep a file here. */
const OF_THE_DISK =
  /^(EACCES|EDQUOT|EFBIG|EIO|EISDIR|EMFILE|ENAMETOOLONG|ENOENT|ENOSPC|ENOTDIR|EPERM|EROFS)$/;

/**
 * Writes a new gzipped file that only this user can read. It has its name once it is whole and on the disk; what is cut short leaves nothing.
 *
 * @returns how many bytes it has
 * @throws BackupFault `exists`, `unwritable`
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
    if (OF_THE_DISK.test(reason)) throw new BackupFault("unwritable", { file, reason }, { cause: error });
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
