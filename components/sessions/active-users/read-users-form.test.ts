import { expect, test } from "vitest";
import { DEFAULT_USERS_VIEW } from "@/lib/sessions/active-users/users-view";
import { readUsersForm } from "./read-users-form";

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ q: "", role: "", status: "", sort: "name", ...fields })) {
    data.set(name, value);
  }
  return data;
}

const third = { ...DEFAULT_USERS_VIEW, page: 3, openPage: 2 };

test("fields that match the view return the same view, with its page", () => {
  expect(readUsersForm(form({}), third)).toBe(third);
  const narrowed = { ...third, q: "jean", status: "away" } as const;
  expect(readUsersForm(form({ q: " jean ", status: "away" }), narrowed)).toBe(narrowed);
});

test.each([
  [{ q: " Jean\t" }, { q: "Jean" }],
  [{ role: "ARCHIVES" }, { role: "ARCHIVES" }],
  [{ status: "never" }, { status: "never" }],
  [{ sort: "-logout" }, { sort: "-logout" }],
])("the fields %j change the view and go to its first page", (fields, change) => {
  expect(readUsersForm(form(fields), third)).toEqual({ ...third, ...change, page: 1 });
});

test("a value that no field offers is ignored", () => {
  expect(readUsersForm(form({ role: "KING", status: "here", sort: "size" }), third)).toBe(third);
});
