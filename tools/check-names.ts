import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { faultsOfLock, faultsOfName } from "@/tools/name-rules";
import { crowdedRooms } from "@/tools/rooms";
import { printLine } from "@/tools/run-step";

/** The rules of names that no linter knows, for every file that git has or would have. */
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  encoding: "utf8",
})
  .split("\n")
  .filter(Boolean);
const faults = [
  ...files.flatMap(faultsOfName),
  ...crowdedRooms(files),
  ...faultsOfLock(readFileSync("package-lock.json", "utf8")),
];
for (const fault of faults) printLine(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
