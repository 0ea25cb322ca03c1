import { readdirSync, readFileSync } from "node:fs";

/** Tests, the command line, and what is generated speak to nobody on a page. */
const NO_PAGE = /\.test\.tsx?$|^lib\/(cli|testing|db\/generated)\//;

/** The files that pages and handlers are built of. */
export function productSources(): { file: string; text: string }[] {
  return ["app", "components", "lib"]
    .flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: "utf8" }).map((file) => `${room}/${file}`),
    )
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => /\.tsx?$/.test(file) && !NO_PAGE.test(file))
    .map((file) => ({ file, text: readFileSync(file, "utf8") }));
}
