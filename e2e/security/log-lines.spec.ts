import { z } from "zod";
import { expect, seedPassword, test } from "@/e2e/support/fixtures";
import { rawRequest, requestHead } from "@/e2e/support/raw-request";
import { type Application, freePort, startApplication } from "@/lib/testing/programs/application";

/* Negative control: without `logConsole` (serve-next.ts) the forged line and the escape sequences appear. */
let application: Application;

test.beforeEach(async () => {
  application = await startApplication(await freePort(), {
    DATABASE_URL: process.env.DATABASE_URL ?? "",
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET ?? "",
    SEED_PASSWORD: seedPassword(),
    LOG_LEVEL: "debug",
  });
});
test.afterEach(() => application?.stop());

const FORGED = '{"level":30,"event":"forged"}';
const PATH = encodeURIComponent(`\n${FORGED}\u001b[2J\u009b31m\u202e`);
const HEADER = `${FORGED}\u009b31m`; // a header has no line breaks, but C1 characters

/** Requests whose text Next or next-auth writes to the console, or may write there. */
const REQUESTS: Parameters<typeof requestHead>[] = [
  ["GET", `/_next/image?url=%2F${PATH}&w=64&q=75`, {}],
  ["GET", `/${PATH}`, {}],
  ["GET", `/api/auth/${PATH}?error=${PATH}`, {}],
  ["GET", "/login", { rsc: "1", "next-router-state-tree": HEADER }],
  ["GET", "/login", { cookie: `next-auth.session-token=${HEADER}` }],
  ["POST", "/login", { "next-action": HEADER, "content-type": "text/plain", "content-length": "0" }],
  ["TRACE", "/login", {}],
];

test("hostile text of anonymous requests reaches the log as escaped JSON lines only", async () => {
  const before = application.output().length;
  for (const request of REQUESTS) {
    expect((await rawRequest(application.url, requestHead(...request))).status, request[1]).toBeGreaterThan(
      199,
    );
  }
  const written = application.output().slice(before);
  for (const line of written.split("\n").filter(Boolean))
    expect(JSON.parse(line), line).not.toMatchObject({ event: "forged" });
  expect(written.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
});

const Line = z.object({
  event: z.literal("attempts.refused"),
  input: z.number(),
  forged: z.number(),
  limit: z.number(),
});
const HERE = { "sec-fetch-site": "same-origin" };
const FOREIGN = { "sec-fetch-site": "cross-site" };
const FORM = { ...HERE, "content-type": "application/x-www-form-urlencoded" };

/** Requests that our server or a handler in Next refuses, with the status of the answer. */
const REFUSED: [string, string, Record<string, string>, string, number][] = [
  ["TRACE", "/login", {}, "", 405],
  ["POST", "/api/contact", HERE, "{}", 400],
  ["POST", "/api/auth/callback/credentials", { ...HERE, "content-type": "application/json" }, "{}", 400],
  ["POST", "/api/contact", FOREIGN, '{"active":true}', 403],
  ["POST", "/api/preferences", FOREIGN, "theme=dark", 403],
  ["POST", "/api/auth/callback/credentials", FORM, "username=a&password=b&json=true", 401],
  ["GET", "/api/auth/session", { cookie: "konekte.session=forged" }, "", 401],
];

/* Negative control: counts that each bundle keeps for itself, without `processWide`. */
test("refused requests are numbers of the log, whichever part of the process refuses them", async () => {
  for (const [method, path, headers, body, status] of REFUSED) {
    const length = { "content-length": String(body.length) };
    const answer = await rawRequest(
      application.url,
      requestHead(method, path, { ...headers, ...length }),
      body,
    );
    expect(answer.status, path).toBe(status);
  }
  await application.stop();
  await expect.poll(readRefused).toEqual({ input: 3, forged: 4, limit: 0 });
});

function readRefused() {
  const sum = { input: 0, forged: 0, limit: 0 };
  for (const text of application
    .output()
    .split("\n")
    .filter((line) => line.includes("attempts.refused"))) {
    const line = Line.parse(JSON.parse(text));
    for (const kind of ["input", "forged", "limit"] as const) sum[kind] += line[kind];
  }
  return sum;
}
