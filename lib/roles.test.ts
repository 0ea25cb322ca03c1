import { expect, test } from "vitest";
import { ROLES, ROLES_TO_GIVE } from "./roles";

test("roles in lists stand from the one that may most down", () => {
  expect(ROLES).toEqual(["ADMIN", "DIRECTEUR", "SECRETAIRE", "ARCHIVES"]);
});

test("roles to give stand from the one that most people have", () => {
  expect(ROLES_TO_GIVE).toEqual(["SECRETAIRE", "ARCHIVES", "DIRECTEUR", "ADMIN"]);
});
