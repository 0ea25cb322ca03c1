import { expect, test } from "vitest";
import { DEFAULT_ACCOUNTS_VIEW } from "./accounts-view";
import { readAccountsView } from "./accounts-view-query";

const ID = "0190f3a0-0000-7000-8000-000000000001";

test("every parameter of an address is read", () => {
  const params = {
    q: " élan ",
    role: "ADMIN",
    accountStatus: "active",
    notSeenDays: "30",
    sort: "-name",
    after: ID,
    before: ID,
    pageSize: "100",
  };
  expect(readAccountsView(params)).toEqual({
    ...DEFAULT_ACCOUNTS_VIEW,
    q: "élan",
    role: "ADMIN",
    accountStatus: "active",
    notSeenDays: 30,
    sort: "-name",
    after: ID,
    before: ID,
    pageSize: 100,
  });
});

test.each([
  ["q", "x".repeat(101)],
  ["role", "PRESIDENT"],
  ["accountStatus", "sitting"],
  ["notSeenDays", "0"],
  ["notSeenDays", "1000000"],
  ["sort", "password"],
  ["after", "1"],
  ["before", "' OR 1=1"],
  ["pageSize", "0"],
  ["pageSize", "101"],
  ["role", ["ADMIN", "ADMIN"]],
])("%s=%j is invalid and counts as missing", (name, value) => {
  expect(readAccountsView({ [name]: value })).toEqual(DEFAULT_ACCOUNTS_VIEW);
});
