import { readdirSync, readFileSync } from "node:fs";

/** Tests, the command line, and what is generated speak to nobody on a page. */
const NO_PAGE = /\.test\.tsx?$|^lib\/(cli|testing|db\/generated)\//;

interface Source {
  file: string;
  text: string;
}

/** The files that pages and handlers are built of. */
export function productSources(): Source[] {
  return sourcesOf(["app", "components", "lib"]).filter(({ file }) => !NO_PAGE.test(file));
}

/** The files that speak to a terminal. */
export function terminalSources(): Source[] {
  return sourcesOf(["lib/cli", "prisma"]).filter(({ file }) => !/\.test\.ts$/.test(file));
}

function sourcesOf(rooms: string[]): Source[] {
  return rooms
    .flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: "utf8" }).map((file) => `${room}/${file}`),
    )
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => ({ file, text: readFileSync(file, "utf8") }));
}
