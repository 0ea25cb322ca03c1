import type { APIResponse } from "@playwright/test";
import { z } from "zod";
import { type Http, seedPassword } from "./fixtures";

interface Attempt {
  username: string;
  password?: string;
  callbackUrl?: string;
  headers?: Record<string, string>;
}

/** Submits the sign-in form without a browser. The client keeps the csrf cookie. */
export async function submitCredentials(client: Http, attempt: Attempt): Promise<APIResponse> {
  const csrfToken = await readCsrfToken(client);
  return client.post("/api/auth/callback/credentials", {
    form: {
      username: attempt.username,
      password: attempt.password ?? seedPassword(),
      csrfToken,
      callbackUrl: attempt.callbackUrl ?? "/",
    },
    headers: { "sec-fetch-site": "same-origin", ...attempt.headers },
  });
}

/** Requests a csrf token. The client keeps the cookie that belongs to it. */
export async function readCsrfToken(client: Http): Promise<string> {
  const answer = await client.get("/api/auth/csrf");
  return z.object({ csrfToken: z.string() }).parse(await answer.json()).csrfToken;
}
