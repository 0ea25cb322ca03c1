import { z } from "zod";

/** Signs a seeded account in through the form. @returns the value of the Cookie header */
export async function signIn(url: string, username: string): Promise<string> {
  const form = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await form.json());
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { cookie: cookieOf(form), origin: url, "sec-fetch-site": "same-origin" },
    body: new URLSearchParams({
      username,
      password: process.env.SEED_PASSWORD ?? "",
      csrfToken,
      callbackUrl: "/",
      json: "true",
    }),
  });
  if (!answer.ok) throw new Error(`${username} could not sign in: ${answer.status}`);
  return cookieOf(answer);
}

function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}
