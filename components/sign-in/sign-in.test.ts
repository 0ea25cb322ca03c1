import { expect, test } from "vitest";
import { readAnswer } from "./sign-in";

test.each([
  ["an address", 200, { to: "/admin/active-users?page=2" }, { to: "/admin/active-users?page=2" }],
  ["an address whose query has an error", 200, { to: "/me?error=wrong" }, { to: "/me?error=wrong" }],
  ["an address whose query has csrf", 200, { to: "/me?csrf=true" }, { to: "/me?csrf=true" }],
  ["a fault for wrong credentials", 401, { error: "CredentialsSignin" }, { fault: "CredentialsSignin" }],
  ["a fault for too many failures", 429, { error: "Wait", waitS: 90 }, { fault: "Wait", waitS: 90 }],
  [
    "a fault for too many failures of strangers",
    429,
    { error: "WaitUnlessFamiliar", waitS: 15 },
    { fault: "WaitUnlessFamiliar", waitS: 15 },
  ],
  ["a fault for a stale token", 401, { error: "Stale" }, { fault: "Stale" }],
  ["a fault for a full queue", 503, { error: "Busy" }, { fault: "Busy" }],
  ["a fault for an unavailable database", 503, { error: "Unavailable" }, { fault: "Unavailable" }],
  ["a bug during sign-in", 500, { error: "Internal" }, { fault: "Default" }],
  ["an unknown code", 401, { error: "<script>" }, { fault: "Default" }],
  ["a rejected form of another site", 403, { error: "forbidden" }, { fault: "Elsewhere" }],
  ["the 503 of any handler", 503, { error: "unavailable" }, { fault: "Unavailable" }],
  ["the 500 of any handler", 500, { error: "internal" }, { fault: "Default" }],
  ["the HTML page of a proxy", 503, null, { fault: "Unavailable" }],
  ["a body without JSON", 200, null, { fault: "Default" }],
  ["JSON that is not an object", 200, "/me", { fault: "Default" }],
  ["an address that is not a string", 200, { to: { pathname: "/me" } }, { fault: "Default" }],
  ["an error code that is not a string", 503, { error: 503 }, { fault: "Unavailable" }],
  ["an object without either field", 200, { url: "/me" }, { fault: "Default" }],
])("%s (status %i, body %j) is read as %j", (_, status, body, expected) => {
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
])("an answer with the address %j leads to the home page, not to another site", (to) => {
  expect(readAnswer(200, { to })).toEqual({ to: "/" });
});
