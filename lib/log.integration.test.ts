import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

const HOSTILE = 'é\n{"level":30}\u001b[2J\u009b1m\u202e\u2028';
const PROGRAM = `
  import { logConsole } from "@/lib/cli/product/console-to-log";
  logConsole();
  console.error(${JSON.stringify(HOSTILE)});
  console.log("%s", ${JSON.stringify(HOSTILE)});
  process.emitWarning(${JSON.stringify(HOSTILE)}, { code: "DEP0" });
`;

test("the console and warnings of a process are one escaped JSON line each", () => {
  const args = ["--import", "tsx", "--input-type=module", "--eval", PROGRAM];
  const output = execFileSync(process.execPath, args, {
    encoding: "utf8",
    stdio: "pipe",
    env: { ...process.env, LOG_LEVEL: "info" },
  });
  const lines = output.trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).event)).toEqual(["console", "console", "node.warning"]);
  expect(output.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  expect(lines[2]).not.toContain("é"); // a warning is described without its message
});
