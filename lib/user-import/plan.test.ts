import fc from "fast-check";
import { expect, test } from "vitest";
import { usernameKey } from "@/lib/users/username";
import { type KnownUser, type LinePlan, planImport } from "./plan";
import type { CsvLine } from "./read-csv";

const KNOWN: KnownUser = {
  userId: "0",
  version: 3,
  username: "Hantz123",
  name: "Hantz",
  role: "SECRETAIRE",
  email: "hantz@bureau.ht",
  disabled: false,
};

const known = new Map([["hantz123", KNOWN]]);

function lineOf(username: string, name = "Hantz", role = "SECRETAIRE", email = ""): CsvLine {
  return { line: 2, typed: { username, name, role, email }, tooManyCells: false };
}

const plan = (line: CsvLine, update = true) => planImport([line], known, { update })[0];

test("a user who does not exist is new", () => {
  const account = { username: "marie", name: "Marie", role: "ADMIN", email: null };
  expect(plan(lineOf("marie", "Marie", "Administratè"))).toEqual({ line: 2, kind: "new", account });
});

test.each([
  ["with the same values", lineOf("Hantz123", "Hantz", "SECRETAIRE", "hantz@bureau.ht")],
  ["in another spelling", lineOf("ＨANTZ123")],
  ["without an e-mail, which keeps the address,", lineOf("Hantz123")],
])("an existing user %s is unchanged", (_, line) => {
  expect(plan(line)).toEqual({ line: 2, kind: "unchanged", known: KNOWN });
});

test("a line with other values changes the user with `update`, and is wrong without", () => {
  const line = lineOf("hantz123", "Hantz Paul", "Directeur", "paul@bureau.ht");
  const fields = { name: "Hantz Paul", role: "DIRECTEUR", email: "paul@bureau.ht" };
  expect(plan(line)).toEqual({ line: 2, kind: "changed", known: KNOWN, fields });
  expect(plan(line, false)).toMatchObject({
    kind: "wrong",
    faults: [{ field: "username", fault: "exists", username: "Hantz123" }],
  });
});

test("the second line with one username, in any spelling, is wrong and names the first", () => {
  const lines = [lineOf("marie"), { ...lineOf("Jean"), line: 3 }, { ...lineOf("MARIE", ""), line: 4 }];
  expect(planImport(lines, known, { update: true }).map(({ kind }) => kind)).toEqual(["new", "new", "wrong"]);
  expect(planImport(lines, known, { update: true })[2]).toMatchObject({
    faults: [
      { field: "username", fault: "duplicate", earlier: 2 },
      { field: "name", fault: "required" },
    ],
  });
});

test("a line with too many cells is wrong", () => {
  expect(plan({ ...lineOf("marie"), tooManyCells: true })).toMatchObject({
    kind: "wrong",
    faults: [{ field: null, fault: "cells" }],
  });
});

const username = fc.constantFrom(
  "marie",
  "MARIE",
  "jean",
  "Jean",
  "hantz123",
  "ＨANTZ123",
  "a b",
  "",
  "аdmin",
);
const field = fc.constantFrom("Marie", "Jean", "", "x@y.z", "ADMIN", "archives", "\u0000");
const typed = fc.record({ username, name: field, role: field, email: field });

test("after a plan is applied, the same file finds every user unchanged", () => {
  fc.assert(
    fc.property(fc.array(typed, { maxLength: 12 }), (people) => {
      const lines = people.map((each, index) => ({ line: index + 2, typed: each, tooManyCells: false }));
      const first = planImport(lines, known, { update: true });
      expect(first.map(({ line }) => line)).toEqual(lines.map(({ line }) => line));
      const good = lines.filter((_, index) => first[index]?.kind !== "wrong");
      const again = planImport(good, applied(first), { update: false });
      expect(again.map(({ kind }) => kind)).toEqual(good.map(() => "unchanged"));
      const keys = again.flatMap((line) =>
        line.kind === "unchanged" ? [usernameKey(line.known.username)] : [],
      );
      expect(new Set(keys).size).toBe(keys.length); // one line for each user
    }),
    { numRuns: 2_000 },
  );
});

/** @returns the users that exist after a plan was applied */
function applied(plans: LinePlan[]): Map<string, KnownUser> {
  const after = new Map(known);
  for (const line of plans) {
    if (line.kind === "changed")
      after.set(usernameKey(line.known.username), { ...line.known, ...line.fields });
    if (line.kind !== "new") continue;
    const user = { ...line.account, userId: String(line.line), version: 0, disabled: false };
    after.set(usernameKey(line.account.username), user);
  }
  return after;
}
