import { z } from "zod";
import { hashPassword } from "@/lib/auth/password/password";
import { generateLoad, type Load } from "./runner/load";
import { comparePairs } from "./runner/pairs";
import { setStage } from "./runner/stage";

export const description =
  "sign-ins per second through next-auth, compared with bare argon2id hashes (two at once)";

const PAIRS = 9;
const DURATION_MS = 4_000;
const CONNECTIONS = 16;
const USERS = 200;
const PASSWORD = "correct horse battery staple";

export async function run(printLine: (line: string) => void): Promise<string[]> {
  const stage = await setStage();
  try {
    const { url } = await stage.start();
    const shots = await formsOf(url, await insertUsers());
    const signIns = () =>
      generateLoad({ url, shots, connections: CONNECTIONS, durationMs: DURATION_MS, expectedStatus: 200 });
    await signIns(); // warm
    return await comparePairs(
      {
        unit: "per second",
        base: { name: "argon2id", measure: bareHashes },
        other: { name: "sign-ins", measure: signIns },
        pairs: PAIRS,
      },
      printLine,
    );
  } finally {
    await stage.end();
  }
}

async function insertUsers(): Promise<string[]> {
  const { makeUser } = await import("@/lib/testing/records/factories");
  const passwordHash = await hashPassword(PASSWORD);
  const users = await Promise.all(Array.from({ length: USERS }, () => makeUser({ passwordHash })));
  return users.map(({ username }) => username);
}

/** Builds the sign-in request of each user, with one csrf token for all. */
async function formsOf(url: string, usernames: string[]): Promise<Load["shots"]> {
  const answer = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await answer.json());
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return usernames.map((username) => ({
    method: "POST",
    path: "/api/auth/callback/credentials",
    headers: {
      cookie,
      "content-type": "application/x-www-form-urlencoded",
      origin: url,
      "sec-fetch-site": "same-origin",
    },
    // `json`: a success is 200, a refusal 401; without it both redirect.
    body: new URLSearchParams({
      username,
      password: PASSWORD,
      csrfToken,
      callbackUrl: "/",
      json: "true",
    }).toString(),
  }));
}

/**
 * Measures the upper limit of this machine: hashes with the same parameters, two at once like the product,
 * and nothing else.
 *
 * @returns hashes per second
 */
async function bareHashes(): Promise<number> {
  const began = performance.now();
  let hashes = 0;
  const keepHashing = async () => {
    while (performance.now() - began < DURATION_MS) {
      await hashPassword(PASSWORD);
      hashes++;
    }
  };
  await Promise.all([keepHashing(), keepHashing()]);
  return hashes / ((performance.now() - began) / 1000);
}
