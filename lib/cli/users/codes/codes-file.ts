import { open, unlink } from "node:fs/promises";
import path from "node:path";
import { stringify } from "csv-stringify/sync";
import { Refusal } from "@/lib/cli/terminal/refusal";
import { t } from "@/lib/cli/terminal/translator";
import { errorCode } from "@/lib/error-code";
import { harmlessCell } from "@/lib/spreadsheet-cell";
import type { IssuedCode } from "@/lib/users/issued-code";
import { syncFolder } from "@/lib/write-durable";

/** A code as the terminal delivers it: with the role, by which an office sorts its slips. */
export interface CodeWithRole extends IssuedCode {
  role: string;
}

export interface CodesFile {
  write(codes: CodeWithRole[]): Promise<void>;
  /** Nothing came of it: an empty file, or codes of nobody, must not stay. */
  discard(): Promise<void>;
}

/**
 * A new file for activation codes that only this user can read. It is made before anything is changed, and written before that is final: no
 * account is left whose code nobody knows.
 *
 * @throws Refusal when it exists already or can't be made
 */
export async function makeCodesFile(file: string): Promise<CodesFile> {
  // No draft: it has its name at once, so that no other command takes it meanwhile.
  const handle = await open(file, "wx", 0o600).catch((error: unknown) => {
    const reason = errorCode(error);
    throw new Refusal(
      reason === "EEXIST"
        ? t("users.add.codesExist", { file })
        : t("users.add.codesUnwritable", { file, reason }),
    );
  });
  return {
    async write(codes) {
      const columns = ["username", "name", "role", "code"];
      const rows = codes.map((each) => ({
        ...each,
        name: harmlessCell(each.name),
        username: harmlessCell(each.username),
      }));
      await handle.writeFile(`\ufeff${stringify(rows, { header: true, columns })}`);
      await handle.sync();
      await handle.close();
      await syncFolder(path.dirname(file));
    },
    async discard() {
      await handle.close().catch(() => {}); // may be closed already
      await unlink(file);
    },
  };
}
