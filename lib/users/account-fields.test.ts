import fc from "fast-check";
import { expect, test } from "vitest";
import { checkAccount, checkEmail, checkName } from "./account-fields";
import { parseRole } from "./role-words";
import { usernameKey } from "./username";

test.each([
  ["Marie-Josée  d'Haïti", "Marie-Josée d'Haïti"],
  ["E\u0301lise", "Élise"],
  ["Jean\u00a0Pierre", "Jean Pierre"],
  ["<b>Jean</b> & fils", "<b>Jean</b> & fils"], // shown as text
  ["x".repeat(120), "x".repeat(120)],
])("the name %j is accepted as %j", (typed, value) => {
  expect(checkName(typed)).toEqual({ value });
});

test.each([
  ["", "required"],
  [" \u00a0 ", "required"],
  ["x".repeat(121), "length"],
  ["Jean\nPierre", "characters"],
  ["Jean\u202ePierre", "characters"],
  ["Jean\u200bPierre", "characters"],
  ["Jean\u0000", "characters"],
  ["Jean\ud800", "characters"],
])("the name %j is rejected: %s", (typed, fault) => {
  expect(checkName(typed)).toEqual({ fault });
});

test.each([
  ["", { value: null }],
  ["  ", { value: null }],
  [" marie@bureau.ht ", { value: "marie@bureau.ht" }],
  ["marie.jean+a@sous.bureau.gouv.ht", { value: "marie.jean+a@sous.bureau.gouv.ht" }],
  ["marie", { fault: "email" }],
  ["marie@bureau", { fault: "email" }],
  ["marie@@bureau.ht", { fault: "email" }],
  ["marie @bureau.ht", { fault: "email" }],
  ["marie@bureau.ht\u0000", { fault: "email" }],
  ["m\ud800@bureau.ht", { fault: "email" }],
  [`${"m".repeat(250)}@b.ht`, { fault: "length" }],
])("the e-mail address %j is checked as %j", (typed, checked) => {
  expect(checkEmail(typed)).toEqual(checked);
});

test.each([
  ["ADMIN", "ADMIN"],
  ["administratè", "ADMIN"],
  ["Directrice", "DIRECTEUR"],
  ["direktè", "DIRECTEUR"],
  [" Secrétaire ", "SECRETAIRE"],
  ["sekretè", "SECRETAIRE"],
  ["Archives", "ARCHIVES"],
  ["achiv", "ARCHIVES"],
  ["chef", null],
  ["", null],
  ["__proto__", null],
])("the word %j is read as the role %s", (typed, role) => {
  expect(parseRole(typed)).toBe(role);
});

test("all faults are reported together", () => {
  expect(checkAccount({ username: "a b", name: "", role: "chef", email: "marie" })).toEqual({
    faults: [
      { field: "username", fault: "characters" },
      { field: "name", fault: "required" },
      { field: "role", fault: "role" },
      { field: "email", fault: "email" },
    ],
  });
});

const text = fc.string({ unit: "binary", maxLength: 200 });

test("any text is rejected or normalised to a form that is accepted unchanged; nothing throws", () => {
  fc.assert(
    fc.property(fc.record({ username: text, name: text, role: text, email: text }), (typed) => {
      const checked = checkAccount({ ...typed, role: "ARCHIVES" });
      if ("faults" in checked) return checked.faults.length > 0;
      const { username, name, email } = checked.account;
      const again = checkAccount({ username, name, role: "ARCHIVES", email: email ?? "" });
      expect(again).toEqual(checked);
      expect(`${username}${name}${email}`).not.toMatch(/[\p{Cc}\p{Cs}]|\u200b|\u202e/u);
      return true;
    }),
    { numRuns: 2_000 },
  );
});

test("a username, its stored form and its key have the same key, in any case and width", () => {
  const letters = fc.string({
    unit: fc.constantFrom(..."abcDEFéÉßİıﬁ１２３ａＡ_.-"),
    minLength: 2,
    maxLength: 30,
  });
  fc.assert(
    fc.property(letters, (username) => {
      const checked = checkAccount({ username, name: "x", role: "ADMIN" });
      if ("faults" in checked) return;
      const key = usernameKey(username);
      expect(usernameKey(checked.account.username)).toBe(key);
      expect(usernameKey(key)).toBe(key);
    }),
    { numRuns: 2_000 },
  );
});
