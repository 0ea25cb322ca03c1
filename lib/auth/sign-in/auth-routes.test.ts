import { expect, test } from "vitest";
import { handle } from "@/lib/http/handle";
import { postAuthRoute } from "./auth-routes";

/* Outside of Next, next-auth finds no cookies and throws before it has called anything of ours. */
test("an exception inside next-auth is a bug: 500, and no word of a stale token or a wrong password", async () => {
  const body = new URLSearchParams({ username: "somebody", password: "something", json: "true" });
  const request = new Request("http://localhost:3000/api/auth/callback/credentials", {
    method: "POST",
    headers: { "sec-fetch-site": "same-origin", "content-length": String(String(body).length) },
    body,
  });
  const answer = await handle(postAuthRoute)(request);
  expect(answer.status).toBe(500);
  expect(await answer.json()).toEqual({ error: "internal" });
});
