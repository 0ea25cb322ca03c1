import { expect, test } from "vitest";
import { readAnswer } from "./sign-in";

test.each([
  ["a page to go to", 200, { to: "/admin/active-users?page=2" }, { to: "/admin/active-users?page=2" }],
  ["a page whose query has an error", 200, { to: "/me?error=wrong" }, { to: "/me?error=wrong" }],
  ["a page whose query has csrf", 200, { to: "/me?csrf=true" }, { to: "/me?csrf=true" }],
  ["wrong credentials", 401, { error: "CredentialsSignin" }, { fault: "CredentialsSignin" }],
  ["a stale token", 401, { error: "Stale" }, { fault: "Stale" }],
  ["busy", 503, { error: "Busy" }, { fault: "Busy" }],
  ["database down", 503, { error: "Unavailable" }, { fault: "Unavailable" }],
  ["a bug while signing in", 500, { error: "Internal" }, { fault: "Default" }],
  ["an unknown code", 401, { error: "<script>" }, { fault: "Default" }],
  ["a form of another site", 403, { error: "forbidden" }, { fault: "Elsewhere" }],
  ["the refusal of any handler", 503, { error: "unavailable" }, { fault: "Unavailable" }],
  ["the bug of any handler", 500, { error: "internal" }, { fault: "Default" }],
  ["a proxy's page", 503, null, { fault: "Unavailable" }],
  ["no JSON", 200, null, { fault: "Default" }],
  ["JSON that is no object", 200, "/me", { fault: "Default" }],
  ["a page that is no text", 200, { to: { pathname: "/me" } }, { fault: "Default" }],
  ["an error that is no text", 503, { error: 503 }, { fault: "Unavailable" }],
  ["neither of the two fields", 200, { url: "/me" }, { fault: "Default" }],
])("%s (%i) is understood", (_, status, body, expected) => {
  expect(readAnswer(status, body)).toEqual(expected);
});

test.each([
  "https://evil.example/me",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/.//evil.example",
  "javascript:alert(1)",
  "evil.example",
  "http://[",
  "",
])("an answer that leads to %j leads home, and never to another site", (to) => {
  expect(readAnswer(200, { to })).toEqual({ to: "/" });
});
