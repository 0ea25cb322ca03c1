import { expect, test } from "vitest";
import { checkMessages, compareMessages } from "./compare-messages";

const FRENCH = {
  title: "Utilisateurs",
  users: {
    count: "{count, plural, one {# compte} other {# comptes}} de {name}",
    range: "{from, number}–{to, number}",
    rich: "Lisez <link>ceci</link>.",
    role: "{role, select, ADMIN {administrateur} other {personne}}",
  },
};

const KREYOL = {
  title: "Itilizatè",
  users: {
    count: "{count, plural, other {# kont}} {name}",
    range: "{from, number}–{to, number}",
    rich: "Li <link>sa a</link>.",
    role: "{role, select, ADMIN {administratè} other {moun}}",
  },
};

const change = (users: Record<string, string>) => ({ ...KREYOL, users: { ...KREYOL.users, ...users } });

test("a language may have its own word order and plural forms", () => {
  expect(compareMessages(FRENCH, KREYOL)).toEqual([]);
  expect(checkMessages(KREYOL)).toEqual([]);
});

test.each([
  ["a missing text", { title: KREYOL.title, users: {} }, "users.count is missing"],
  ["an extra text", change({ old: "Ansyen" }), "users.old is not in the French file"],
  ["a group where a text belongs", { ...KREYOL, title: { long: "a" } }, "title is missing"],
  [
    "a forgotten argument",
    change({ count: "{count, plural, other {# kont}}" }),
    "users.count takes {count, cardinal}, in French {count, cardinal} {name}",
  ],
  [
    "a misspelt argument",
    change({ range: "{from, number}–{too, number}" }),
    "users.range takes {from, number} {too, number}, in French {from, number} {to, number}",
  ],
  [
    "an argument of another kind",
    change({ range: "{from}–{to, number}" }),
    "users.range takes {from} {to, number}, in French {from, number} {to, number}",
  ],
  [
    "a plural replaced by its argument",
    change({ count: "{count} kont {name}" }),
    "users.count takes {count} {name}, in French {count, cardinal} {name}",
  ],
  [
    "an argument quoted by an apostrophe",
    change({ count: "{count, plural, other {# kont}} l'{name}" }),
    "users.count takes {count, cardinal}, in French {count, cardinal} {name}",
  ],
  ["a forgotten tag", change({ rich: "Li sa a." }), "users.rich takes nothing, in French <link>"],
  ["a renamed tag", change({ rich: "Li <a>sa a</a>." }), "users.rich takes <a>, in French <link>"],
  [
    "a missing case",
    change({ role: "{role, select, other {moun}}" }),
    "users.role takes {role, select: other}, in French {role, select: ADMIN|other}",
  ],
])("%s is reported", (_, other, fault) => {
  expect(compareMessages(FRENCH, other)).toContain(fault);
});

test.each([
  ["an open brace", "Depi {time", "EXPECT_ARGUMENT_CLOSING_BRACE"],
  ["an argument without a name", "Depi {}", "EMPTY_ARGUMENT"],
  ["a plural without `other`", "{count, plural, one {kont}}", "MISSING_OTHER_CLAUSE"],
  ["an open tag", "Li <b>sa a", "UNCLOSED_TAG"],
  ["a blank text", " ", "is empty"],
])("%s is reported", (_, text, reason) => {
  expect(checkMessages({ group: { text } })).toEqual([expect.stringContaining(reason)]);
});
