import { randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import { expect, type Http, seedPassword, test } from "@/e2e/support/fixtures";
import { sealSessionCookie } from "@/lib/auth/session/session-cookie";
import { migrate } from "@/lib/db/migrate";
import { hashSessionKey } from "@/lib/sessions/lifecycle/session-key";
import { createDatabase, dropDatabase, uniqueName } from "@/lib/testing/database/database-server";
import { freePort, startApplication } from "@/lib/testing/programs/application";

/* A server with a database of its own. It was down for three hours and has just started again. */
let serverUrl: string;
let name: string;
let database: pg.Client;

test.beforeEach(async () => {
  const url = new URL(process.env.DATABASE_URL ?? "");
  url.pathname = "/postgres";
  serverUrl = url.href;
  name = uniqueName("konekte_outage");
  const own = await createDatabase(serverUrl, name);
  await migrate(own);
  database = new pg.Client({ connectionString: own });
  await database.connect();
});

test.afterEach(async () => {
  await database.end();
  await dropDatabase(serverUrl, name);
});

/* Negative control: a product that counts the outage as idle time, or that applies no idle limit after it. */
test("after an outage tabs may report, unless they were idle before it or are too old", async ({ http }) => {
  test.slow(); // it starts a server
  const working = await makeSession({ login: 300, activity: 181, contact: 180 });
  const idle = await makeSession({ login: 300, activity: 245, contact: 180 });
  const old = await makeSession({ login: 721, activity: 181, contact: 180 });
  const application = await startApplication(await freePort(), {
    DATABASE_URL: new URL(`/${name}`, serverUrl).href,
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET ?? "",
    SEED_PASSWORD: seedPassword(),
    LOG_LEVEL: "warn",
  });
  try {
    const report = async (cookie: { name: string; value: string }) =>
      post(await http(cookie), `${application.url}/api/contact`);
    expect(await report(idle)).toBe(401);
    expect(await report(old)).toBe(401);
    expect(await report(working)).toBe(204);
    await expect.poll(countActive, { timeout: 10_000 }).toBe(1);
  } finally {
    await application.stop();
  }
});

async function post(client: Http, url: string): Promise<number> {
  const headers = { "sec-fetch-site": "same-origin" };
  return (await client.post(url, { data: { active: true }, headers })).status();
}

async function countActive(): Promise<number> {
  const { rows } = await database.query<{ active: number }>(
    "SELECT count(*)::int AS active FROM user_session WHERE last_activity_at > now() - interval '1 min'",
  );
  return rows[0]?.active ?? 0;
}

/**
 * Inserts an open session of a new user.
 *
 * @param ago - the times of the session in minutes before now
 * @returns the cookie of the session
 */
async function makeSession(ago: { login: number; activity: number; contact: number }) {
  const [userId, username, sessionKey] = [randomUUID(), randomUUID(), randomBytes(32).toString("base64url")];
  await database.query(
    "INSERT INTO app_user (id, username, username_key, name, role, password_hash) VALUES ($1, $2, $2, $2, 'SECRETAIRE', 'none')",
    [userId, username],
  );
  await database.query(
    `INSERT INTO user_session (user_id, session_key, login_time, last_activity_at, last_contact_at)
     SELECT $1, $2, now() - $3 * interval '1 min', now() - $4 * interval '1 min', now() - $5 * interval '1 min'`,
    [userId, hashSessionKey(sessionKey), ago.login, ago.activity, ago.contact],
  );
  return sealSessionCookie({ sessionKey, userId });
}
