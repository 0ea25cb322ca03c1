import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { messageOfError } from "@/lib/cli/terminal/refusal";
import { DatabaseFault } from "@/lib/db/database-fault";
import { print, printJson, printNotice, printTable } from "./print";
import { t } from "./translator";

const HOSTILE = 'é\n{"level":30}\u001b[2J\u009b1m\u202e\u2028\u200b';
const SHOWN = 'é\\u000a{"level":30}\\u001b[2J\\u009b1m\\u202e\\u2028\\u200b';

afterEach(() => vi.restoreAllMocks());

function written(stream: "stdout" | "stderr", act: () => void): string {
  let text = "";
  vi.spyOn(process[stream], "write").mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  act();
  return text;
}

test("a value in a sentence is shown on one line, without characters that a terminal obeys", () => {
  expect(t("users.refused.not_found", { username: HOSTILE })).toContain(SHOWN);
  const fault = new DatabaseFault("unreachable", {
    setting: "DATABASE_URL",
    where: HOSTILE,
    reason: HOSTILE,
  });
  expect(messageOfError(fault)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
});

test("print and printNotice keep line breaks of text and escape the rest", () => {
  expect(written("stdout", () => print("a\nb\u001b[2J"))).toBe("a\nb\\u001b[2J\n");
  expect(written("stderr", () => printNotice("a\nb\u0085"))).toBe("a\nb\\u0085\n");
});

test("a table shows a cell on one line", () => {
  expect(written("stdout", () => printTable(["a", "b"], [[HOSTILE, "x"]]))).toContain(`${SHOWN}  x\n`);
});

test("printJson writes JSON of the same value, in visible characters", () => {
  const json = written("stdout", () => printJson({ name: HOSTILE }));
  expect(JSON.parse(json)).toEqual({ name: HOSTILE });
  expect(json.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
});

/** Files that write something else than lines: the content of an export, the held output of a library. */
const OTHER_WRITERS = ["product/capture-output.ts", "product/console-to-log.ts", "users/export.ts"];

test("commands write to the terminal by the functions of lib/cli/terminal only", () => {
  const files = readdirSync("lib/cli", { recursive: true, encoding: "utf8" })
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => /(?<!\.test)\.ts$/.test(file) && !file.startsWith("terminal/"))
    .filter((file) => !OTHER_WRITERS.includes(file));
  const direct = files.filter((file) =>
    /process\.std(out|err)\b(?!\.isTTY)|console\./.test(readFileSync(`lib/cli/${file}`, "utf8")),
  );
  expect(direct).toEqual(["users/add/ask-users.ts"]); // the prompts of a library need the stream itself
});
