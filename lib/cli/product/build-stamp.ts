import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/** Folders and root files that the build reads. */
const FOLDERS = ["app", "components", "lib", "prisma"];
const ROOT_FILES =
  /^(package-lock\.json|tsconfig\.json|(middleware|instrumentation|(next|postcss)\.config)\.\w+)$/;
/**
 * Files in those folders that are not part of the build: tests, documents, the command line, generated code.
 */
const NOT_BUILT =
  /(\.test\.tsx?|\.md)$|^lib\/(cli|testing|db\/generated)\/|^prisma\/(seed\.ts$|offline-engine\/)/;
const STAMP = ".next/konekte-sources";

/** Returns a hash of the names and contents of the sources. File times and git play no part. */
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

/** Returns true when the last build was made from the current sources. */
export async function isBuilt(root: string): Promise<boolean> {
  const stamp = await readFile(path.join(root, STAMP), "utf8").catch(() => "");
  return stamp !== "" && stamp === (await hashSources(root));
}

/**
 * Records which sources the build was made from.
 *
 * @param sources - the hash from before the build, because a change during the build may be missing from it
 */
export async function stampBuild(root: string, sources: string): Promise<void> {
  await writeFile(path.join(root, STAMP), sources);
}
