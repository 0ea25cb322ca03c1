import { expect, test } from "vitest";
import { answerSignIn } from "./sign-in-answer";

const WANTED = "/me?form=password&error=wrong";
const ENCODED = "%2Fme%3Fform%3Dpassword%26error%3Dwrong";

test.each([
  [null, WANTED, WANTED],
  [null, "https://evil.example/me", "/"],
  ["Busy", WANTED, `/login?error=Busy&callbackUrl=${ENCODED}`],
  ["Stale", "//evil.example", "/login?error=Stale"],
  ["Wait", "/", "/login?error=Wait&wait=90"],
  ["WaitUnlessFamiliar", WANTED, `/login?error=WaitUnlessFamiliar&wait=90&callbackUrl=${ENCODED}`],
] as const)(
  "a form sent without a script (failure %s, callback %s) is redirected to %s",
  (failure, callbackUrl, location) => {
    const answer = answerSignIn(failure, new URLSearchParams({ callbackUrl }), new Headers(), 90);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe(location);
  },
);

test.each([
  [null, 200, { to: WANTED }, null],
  ["CredentialsSignin", 401, { error: "CredentialsSignin" }, null],
  ["Stale", 401, { error: "Stale" }, null],
  ["Wait", 429, { error: "Wait", waitS: 90 }, "90"],
  ["WaitUnlessFamiliar", 429, { error: "WaitUnlessFamiliar", waitS: 90 }, "90"],
  ["Busy", 503, { error: "Busy" }, "5"],
  ["Unavailable", 503, { error: "Unavailable" }, "5"],
  ["Internal", 500, { error: "Internal" }, null],
] as const)(
  "a form sent by a script (failure %s) is answered %i %j",
  async (failure, status, body, retryAfter) => {
    const form = new URLSearchParams({ callbackUrl: WANTED, json: "true" });
    const answer = answerSignIn(failure, form, new Headers(), 90);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual(body);
    expect(answer.headers.get("retry-after")).toBe(retryAfter);
    expect(answer.headers.get("location")).toBeNull();
  },
);

test("the answer leaves out unused cookies and the redirect address of next-auth", () => {
  const nextAuth = new Headers({ location: "http://localhost:3000/api/auth/error?error=x" });
  for (const name of ["konekte.session", "konekte.session.0", "konekte.csrf", "konekte.callback-1"])
    nextAuth.append("Set-Cookie", `${name}=value; Path=/`);
  const answer = answerSignIn(null, new URLSearchParams({ json: "true" }), nextAuth);
  expect(answer.headers.getSetCookie()).toEqual([
    "konekte.session=value; Path=/",
    "konekte.csrf=value; Path=/",
  ]);
});
