import { expect, test } from "vitest";
import { END_REASONS } from "./end-reasons";

test("reasons are listed from the most usual to the rarest", () => {
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
