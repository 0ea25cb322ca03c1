import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { errorCode } from "./error-code";

const withCode = (code: unknown) => Object.assign(new Error("it failed"), { code });

test.each<[string, string, unknown]>([
  ["an error with a code", "57P01", withCode("57P01")],
  ["an error without a code", "", new Error("it failed")],
  ["an error whose code was never set", "", withCode(undefined)],
  ["an error whose code is a number, such as an exit status", "", withCode(1)],
  ["the error of an AbortSignal, whose code is a number", "", AbortSignal.abort().reason],
  ["an object that is not an error", "", { code: "57P01" }],
  ["a text", "", "57P01"],
  ["null", "", null],
  ["undefined", "", undefined],
])("the code of %s is %j", (_what, code, error) => {
  expect(errorCode(error)).toBe(code);
});

test("errors of Node.js and zlib give their own codes", async () => {
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
