import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { link, open, rename, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { BackupFault } from "@/lib/backup/backup-fault";
import { errorCode } from "@/lib/error-code";

/** What a disk says when it can't keep a file here. */
const OF_THE_DISK =
  /^(EACCES|EDQUOT|EFBIG|EIO|EISDIR|EMFILE|ENAMETOOLONG|ENOENT|ENOSPC|ENOTDIR|EPERM|EROFS)$/;

/**
 * Writes a new gzipped file that only this user can read. It has its name once it is whole and on the disk; what is cut short leaves nothing.
 *
 * @returns how many bytes it has
 * @throws BackupFault `exists`, `unwritable`
 */
export async function keepFile(
  file: string,
  chunks: AsyncIterable<Buffer>,
  signal?: AbortSignal,
): Promise<number> {
  await refuseExisting(file);
  const draft = `${file}.${randomUUID()}.partial`;
  try {
    const target = createWriteStream(draft, { flags: "wx", mode: 0o600 });
    await pipeline(chunks, createGzip(), target, { signal });
    await syncTo(draft, "r+");
    await appear(draft, file);
    return (await stat(file)).size;
  } catch (error) {
    await unlink(draft).catch(() => {});
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

/** By a link, which replaces nothing; file systems of memory sticks have none. */
async function appear(draft: string, file: string): Promise<void> {
  try {
    await link(draft, file);
    await unlink(draft);
  } catch (error) {
    if (errorCode(error) === "EEXIST") throw error;
    await rename(draft, file);
  }
  await syncTo(path.dirname(file), "r").catch(() => {}); // not every system opens folders
}

/** What was written is on the disk, whatever happens to the machine. */
async function syncTo(name: string, flags: string): Promise<void> {
  const handle = await open(name, flags);
  await handle.sync().finally(() => handle.close());
}
