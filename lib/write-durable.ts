import { randomUUID } from "node:crypto";
import { link, open, rename, unlink } from "node:fs/promises";
import path from "node:path";
// Relative: prisma.config.ts is loaded without the project's import alias.
import { errorCode } from "./error-code";

/**
 * How a file that is whole gets its name.
 *
 * `first`: by a link, which replaces nothing. When several want one name, the first stands.
 * `new`: the same, but fails with EEXIST for a name that is taken; by a rename where there are no links.
 * `latest`: by a rename, which replaces what has the name.
 */
export type Naming = "first" | "new" | "latest";

interface DurableOptions {
  /** The name that it has until it is whole, in the same folder. */
  aside?: string;
  /** Fails where the folder can't be synced, instead of doing without. */
  mustSurvive?: boolean;
}

/** A file in the making, which only its owner can read: under another name until it is whole. */
export interface Draft {
  write(data: string | Uint8Array): Promise<void>;
  /** It is whole: once this returns it has its name, and neither kill -9 nor a power cut loses it. */
  keep(): Promise<void>;
  /** Nothing came of it: its draft goes. A file that was kept stays. */
  discard(): Promise<void>;
}

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
      await handle.close().catch(() => {}); // may be closed already
      await unlink(aside).catch(() => {}); // may have its name already
    },
  };
}

/** Writes a file: on the disk, whole and under its name when this returns. If it fails, nothing is left. */
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
  await unlink(aside).catch(() => {}); // the file is there all the same
}

/** A name is durable when its folder is. Not every system syncs folders: what must survive fails there. */
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
