import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Returns the path of every file that git tracks or would track, from the root. */
export function listFiles(): string[] {
  return execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { encoding: "utf8" })
    .split("\n")
    .filter((file) => file !== "" && existsSync(file));
}
