import { randomUUID } from "node:crypto";
import { link, open, rename, unlink } from "node:fs/promises";
import path from "node:path";
// A relative import, because prisma.config.ts is loaded without the project's import alias.
import { errorCode } from "./error-code";

/**
 * How a complete file gets its name.
 *
 * `first`: by a link, which replaces nothing. When the name is taken, the file there stays and nothing fails.
 * `new`: by a link too, but fails with EEXIST when the name is taken. Renames where links are not supported.
 * `latest`: by a rename, which replaces the file that has the name.
 */
export type Naming = "first" | "new" | "latest";

interface DurableOptions {
  /** Temporary path of the file until it is complete, in the same folder. */
  aside?: string;
  /** Whether to throw when the folder can't be synced. Otherwise the file is kept without that sync. */
  mustSurvive?: boolean;
}

/** A file that is being written, under a temporary name until it is complete. Only its owner can read it. */
export interface Draft {
  write(data: string | Uint8Array): Promise<void>;
  /** Syncs the file and gives it its name. After that neither kill -9 nor a power cut loses it. */
  keep(): Promise<void>;
  /** Deletes the draft. A file that was kept stays. */
  discard(): Promise<void>;
}

/** Creates the draft of a file under its temporary name. */
export async function openDraft(file: string, naming: Naming, options: DurableOptions = {}): Promise<Draft> {
  const { aside = `${file}.${randomUUID()}.partial` } = options;
  const handle = await open(aside, "wx", 0o600);
  return {
    write: (data) => handle.writeFile(data),
    async keep() {
      await handle.sync();
      await handle.close();
      await giveName(aside, file, naming);
      await syncFolder(path.dirname(file), options);
    },
    async discard() {
      await handle.close().catch(() => {}); // it may be closed already
      await unlink(aside).catch(() => {}); // it may have been renamed already
    },
  };
}

/**
 * Writes a file. When this returns, the file is complete, on disk and under its name. A failure before the
 * file has its name leaves nothing behind.
 */
export async function writeDurable(
  file: string,
  naming: Naming,
  fill: (write: Draft["write"]) => Promise<void>,
  options?: DurableOptions,
): Promise<void> {
  const draft = await openDraft(file, naming, options);
  try {
    await fill(draft.write);
    await draft.keep();
  } catch (error) {
    await draft.discard();
    throw error;
  }
}

async function giveName(aside: string, file: string, naming: Naming): Promise<void> {
  if (naming === "latest") return rename(aside, file);
  try {
    await link(aside, file);
  } catch (error) {
    const taken = errorCode(error) === "EEXIST";
    if (naming === "new" && !taken) return rename(aside, file);
    if (naming === "new" || !taken) throw error;
  }
  await unlink(aside).catch(() => {}); // the file has its name; a leftover draft does no harm
}

/**
 * Syncs a folder, which makes the names in it durable. Not every system can sync folders: there it throws
 * only with `mustSurvive`.
 */
export async function syncFolder(
  folder: string,
  { mustSurvive = false }: Pick<DurableOptions, "mustSurvive"> = {},
): Promise<void> {
  try {
    const handle = await open(folder, "r");
    await handle.sync().finally(() => handle.close());
  } catch (error) {
    if (mustSurvive) throw error;
  }
}
