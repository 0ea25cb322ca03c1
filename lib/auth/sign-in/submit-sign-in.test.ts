import { expect, test } from "vitest";
import { handle } from "@/lib/http/handle";
import { submitSignIn } from "./submit-sign-in";

/* Outside Next, next-auth finds no cookies and throws before it calls any code of ours. */
test("an exception inside next-auth answers 500, not a stale token or a wrong password", async () => {
  const form = new URLSearchParams({ username: "somebody", password: "something", json: "true" });
  const request = new Request("http://localhost:3000/api/auth/callback/credentials", {
    method: "POST",
    headers: { "sec-fetch-site": "same-origin" },
  });
  const route = handle(() => submitSignIn("http://localhost:3000", form, 0));
  const answer = await route(request, { params: Promise.resolve({}) });
  expect(answer.status).toBe(500);
  expect(await answer.json()).toEqual({ error: "internal" });
});
