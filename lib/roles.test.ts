import { expect, test } from "vitest";
import { ROLES, ROLES_TO_GIVE } from "./roles";

test("ROLES begins with the role that has the most rights", () => {
  expect(ROLES).toEqual(["ADMIN", "DIRECTEUR", "SECRETAIRE", "ARCHIVES"]);
});

test("ROLES_TO_GIVE begins with the role that most users have", () => {
  expect(ROLES_TO_GIVE).toEqual(["SECRETAIRE", "ARCHIVES", "DIRECTEUR", "ADMIN"]);
});
