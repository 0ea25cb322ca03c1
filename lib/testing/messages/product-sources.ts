import { readdirSync, readFileSync } from "node:fs";

/** Files without text for pages: tests, the command line, generated code. */
const NO_PAGE = /\.test\.tsx?$|^lib\/(cli|testing|db\/generated)\//;

interface Source {
  file: string;
  text: string;
}

/** Returns the sources that pages and handlers are built from. */
export function productSources(): Source[] {
  return sourcesOf(["app", "components", "lib"]).filter(({ file }) => !NO_PAGE.test(file));
}

/** Returns the sources that print to a terminal. */
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
