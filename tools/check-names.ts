import { readFileSync } from "node:fs";
import { listFiles } from "@/tools/list-files";
import { faultsOfLock, faultsOfName } from "@/tools/name-rules";
import { crowdedRooms } from "@/tools/rooms";
import { printLine } from "@/tools/run-step";

/** Checks the names of all files, which no linter knows: names that say nothing, barrels, crowded rooms. */
const files = listFiles();
const faults = [
  ...files.flatMap(faultsOfName),
  ...crowdedRooms(files),
  ...faultsOfLock(readFileSync("package-lock.json", "utf8")),
];
for (const fault of faults) printLine(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
