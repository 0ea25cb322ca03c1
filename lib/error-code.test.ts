import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { errorCode } from "./error-code";

const withCode = (code: unknown) => Object.assign(new Error("it failed"), { code });

test.each<[string, string, unknown]>([
  ["an error with a code", "57P01", withCode("57P01")],
  ["an error without one", "", new Error("it failed")],
  ["an error whose code was never set", "", withCode(undefined)],
  ["an error with a number, as the exit status of a command", "", withCode(1)],
  ["an abort of the web, whose code is a number", "", AbortSignal.abort().reason],
  ["an object that is no error", "", { code: "57P01" }],
  ["a text", "", "57P01"],
  ["null", "", null],
  ["undefined", "", undefined],
])("the code of %s is %j", (_what, code, error) => {
  expect(errorCode(error)).toBe(code);
});

test("the code of what Node.js and zlib throw is theirs", async () => {
  expect(errorCode(await readFile("nowhere/at-all").catch((error: unknown) => error))).toBe("ENOENT");
  expect(errorCode(thrownBy(() => gunzipSync("no gzip")))).toBe("Z_DATA_ERROR");
});

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
