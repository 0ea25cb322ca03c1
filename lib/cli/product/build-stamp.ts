import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/** What a build is made of. */
const FOLDERS = ["app", "components", "lib", "prisma"];
const ROOT_FILES =
  /^(package-lock\.json|tsconfig\.json|(middleware|instrumentation|(next|postcss)\.config)\.\w+)$/;
/** What the build does not hold: tests, the command line, and what is generated. */
const NOT_BUILT =
  /(\.test\.tsx?|\.md)$|^lib\/(cli|testing|db\/generated)\/|^prisma\/(seed\.ts$|offline-engine\/)/;
const STAMP = ".next/konekte-sources";

/** A hash of the sources: names and contents, whatever the clock or git says. */
export async function hashSources(root: string): Promise<string> {
  const hash = createHash("sha256");
  for (const file of await listSources(root)) {
    const content = await readFile(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

async function listSources(root: string): Promise<string[]> {
  const atRoot = await readdir(root, { withFileTypes: true });
  const files = atRoot
    .filter((entry) => entry.isFile() && ROOT_FILES.test(entry.name))
    .map((entry) => entry.name);
  for (const folder of FOLDERS) {
    const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    for (const entry of entries) {
      if (entry.isFile()) files.push(path.relative(root, path.join(entry.parentPath, entry.name)));
    }
  }
  return files
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => !NOT_BUILT.test(file))
    .sort();
}

/** True when the last build was made of these sources. */
export async function isBuilt(root: string): Promise<boolean> {
  const stamp = await readFile(path.join(root, STAMP), "utf8").catch(() => "");
  return stamp !== "" && stamp === (await hashSources(root));
}

/** @param sources - hashed before the build: what changed meanwhile is not in it */
export async function stampBuild(root: string, sources: string): Promise<void> {
  await writeFile(path.join(root, STAMP), sources);
}
