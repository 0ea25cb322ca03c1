import { expect, test } from "vitest";
import { END_REASONS } from "./end-reasons";

test("ways to end stand from the usual to the rare", () => {
  expect(END_REASONS).toEqual([
    "SIGNED_OUT",
    "LOST_CONTACT",
    "IDLE_TIMEOUT",
    "MAX_AGE",
    "REVOKED",
    "REPLACED",
    "PASSWORD_CHANGED",
    "ROLE_CHANGED",
    "ACCOUNT_DISABLED",
  ]);
});
