import { expect, test } from "vitest";
import { readAnswer } from "./sign-in";

test.each([
  [
    "a page of the site",
    200,
    { url: "http://localhost:3000/admin/active-users?page=2" },
    { to: "/admin/active-users?page=2" },
  ],
  ["a path", 200, { url: "/me" }, { to: "/me" }],
  ["another site loses its origin", 200, { url: "https://evil.example/me" }, { to: "/me" }],
  ["another site in a path", 200, { url: "http://localhost//evil.example" }, { to: "/evil.example" }],
  [
    "wrong credentials",
    401,
    { url: "http://localhost:3000/login?error=CredentialsSignin" },
    { fault: "CredentialsSignin" },
  ],
  ["busy", 401, { url: "/login?error=Busy" }, { fault: "Busy" }],
  ["database down", 401, { url: "/login?error=Unavailable" }, { fault: "Unavailable" }],
  ["an unknown fault", 401, { url: "/login?error=%3Cscript%3E" }, { fault: "Default" }],
  ["a stale token", 200, { url: "http://localhost:3000/api/auth/signin?csrf=true" }, { fault: "Stale" }],
  [
    "an error that belongs to the page to go to",
    200,
    { url: "/me?next=%2Flogin%3Ferror%3DBusy" },
    { to: "/me?next=%2Flogin%3Ferror%3DBusy" },
  ],
  ["no url, 503", 503, { error: "unavailable" }, { fault: "Unavailable" }],
  ["no url, 403", 403, { error: "forbidden" }, { fault: "Elsewhere" }],
  ["no url, 500", 500, null, { fault: "Default" }],
  ["a url that is none", 200, { url: "http://[" }, { fault: "Default" }],
  ["a script", 200, { url: "javascript:alert(1)" }, { fault: "Default" }],
])("%s", (_, status, body, expected) => {
  expect(readAnswer(status, body)).toEqual(expected);
});
