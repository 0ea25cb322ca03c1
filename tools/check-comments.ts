import { readFileSync } from "node:fs";
import { faultsOfComments } from "@/tools/comment-rules";
import { listFiles } from "@/tools/list-files";
import { printLine } from "@/tools/run-step";

/** Checks the comments of all files except migrations: Prisma compares the checksums of those applied. */
const faults = listFiles()
  .filter((file) => !file.startsWith("prisma/migrations/"))
  .flatMap((file) => faultsOfComments(file, readFileSync(file, "utf8")));
for (const fault of faults) printLine(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
