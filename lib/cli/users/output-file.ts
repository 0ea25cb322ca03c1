import { access, open, rename, unlink } from "node:fs/promises";
import { Refusal } from "@/lib/cli/terminal/refusal";
import { say } from "@/lib/cli/terminal/words";
import { errorCode } from "@/lib/error-code";

export interface OutputFile {
  write(chunk: Uint8Array): Promise<void>;
  /** It is whole: from now on it has its name. */
  keep(): Promise<void>;
  /** Nothing came of it. */
  discard(): Promise<void>;
}

/**
 * A file that only this user can read. It has another name until it is whole, so that nobody takes a part for it, and what it takes the
 * place of stays until then.
 *
 * @throws Refusal when there is one already that may not be replaced, or it can't be made
 */
export async function makeOutputFile(file: string, { force }: { force: boolean }): Promise<OutputFile> {
  if (!force && (await exists(file))) throw new Refusal(say("users.export.exists", { file }));
  const partial = `${file}.${process.pid}.partial`;
  const handle = await open(partial, "wx", 0o600).catch((error: unknown) => {
    const reason = errorCode(error);
    throw new Refusal(say("users.export.unwritable", { file, reason }));
  });
  return {
    async write(chunk) {
      await handle.writeFile(chunk);
    },
    async keep() {
      await handle.sync();
      await handle.close();
      await rename(partial, file);
    },
    async discard() {
      await handle.close().catch(() => {}); // may be closed already
      await unlink(partial).catch(() => {}); // may have its name already
    },
  };
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
