import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

/** Returns the name of the installed program; null when there is none. */
export function findLibreOffice(): string | null {
  const names = [process.env.LIBREOFFICE, "soffice", "libreoffice"].filter((name) => name !== undefined);
  return names.find((name) => spawnSync(name, ["--version"]).status === 0) ?? null;
}

/**
 * Converts the first sheet of a file to CSV, with cells as LibreOffice shows them and formulas as formulas.
 *
 * @param name - of the file; its extension selects the import filter
 */
export async function convertWithLibreOffice(file: Uint8Array, name: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "konekte-office-"));
  try {
    await writeFile(path.join(folder, name), file);
    await promisify(execFile)(findLibreOffice() ?? "", [
      "--headless",
      `-env:UserInstallation=file://${folder}/profile`,
      "--convert-to",
      // UTF-8, cells as shown, formulas as such.
      "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true",
      "--outdir",
      folder,
      path.join(folder, name),
    ]);
    return await readFile(path.join(folder, `${path.parse(name).name}.csv`), "utf8");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
