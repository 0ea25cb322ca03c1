import { expect, seedPassword, test } from "@/e2e/support/fixtures";
import { rawRequest, requestHead } from "@/e2e/support/raw-request";
import { type Application, freePort, startApplication } from "@/lib/testing/programs/application";

/* Negative control: without `logConsole` (serve-next.ts) the forged line and the escape sequences appear. */
let application: Application;

test.beforeAll(async () => {
  application = await startApplication(await freePort(), {
    DATABASE_URL: process.env.DATABASE_URL ?? "",
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET ?? "",
    SEED_PASSWORD: seedPassword(),
    LOG_LEVEL: "debug",
  });
});
test.afterAll(() => application?.stop());

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
