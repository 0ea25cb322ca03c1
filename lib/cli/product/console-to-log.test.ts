import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { describeArguments } from "./console-to-log";

test("a message keeps its text, without colours, and at most 300 characters of it", () => {
  expect(describeArguments(["\u001b[31m⨯\u001b[39m", "failed for", 3])).toEqual({
    message: "⨯ failed for 3",
  });
  expect(describeArguments(["é".repeat(5_000)])).toEqual({ message: "é".repeat(300) });
});

test.each([
  ["of this realm", Object.assign(new TypeError("Marie\n0000"), { digest: "12", code: "E1" })],
  [
    "of another realm",
    runInNewContext('Object.assign(new TypeError("Marie\\n0000"), { digest: "12", code: "E1" })'),
  ],
])("an error %s is described by its name, codes and place, without its message", (_, error) => {
  const described = describeArguments(["⨯", error]);
  expect(described).toMatchObject({ message: "⨯", name: "TypeError", digest: "12", code: "E1" });
  expect(JSON.stringify(described)).not.toContain("Marie");
});

test("an object is not described, because it may hold anything", () => {
  expect(describeArguments([{ username: "Marie" }])).toBeNull();
  expect(describeArguments([""])).toBeNull();
});
