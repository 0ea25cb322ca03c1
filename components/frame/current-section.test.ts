import { expect, test } from "vitest";
import { currentSection } from "./current-section";

const ACTIVE_USERS = ["/admin/active-users", "/admin/users"];

test.each([
  ["/admin", "/admin", [], "page"],
  ["/admin/active-users", "/admin", [], undefined],
  ["/admin/active-users", "/admin/active-users", ACTIVE_USERS, "page"],
  ["/admin/users/7", "/admin/active-users", ACTIVE_USERS, "true"],
  ["/admin/users-of-elsewhere", "/admin/active-users", ACTIVE_USERS, undefined],
  ["/admin/users/7", "/admin", [], undefined],
  ["/me", "/me", [], "page"],
  ["/me/password", "/me", [], undefined],
])(
  "on page %s, the link to %s with sections %j has aria-current %s",
  (pathname, href, sections, expected) => {
    expect(currentSection(pathname, href, sections)).toBe(expected);
  },
);
