import { open, unlink } from "node:fs/promises";
import path from "node:path";
import { stringify } from "csv-stringify/sync";
import { Refusal } from "@/lib/cli/terminal/refusal";
import { t } from "@/lib/cli/terminal/translator";
import { errorCode } from "@/lib/error-code";
import { harmlessCell } from "@/lib/spreadsheet-cell";
import type { IssuedCode } from "@/lib/users/issued-code";
import { syncFolder } from "@/lib/write-durable";

/** An issued code with the role, by which an office sorts the slips that it hands out. */
export interface CodeWithRole extends IssuedCode {
  role: string;
}

export interface CodesFile {
  write(codes: CodeWithRole[]): Promise<void>;
  /** Deletes the file when no change was made, because it is empty or its codes are worthless. */
  discard(): Promise<void>;
}

/**
 * Creates a file for activation codes that only this user can read. The caller creates it before the change
 * and writes it before the commit, so that no account is left with an unknown code.
 *
 * @throws Refusal when the file exists already or cannot be created
 */
export async function makeCodesFile(file: string): Promise<CodesFile> {
  // No draft: the file has its final name at once, so that no other command can use that name.
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
