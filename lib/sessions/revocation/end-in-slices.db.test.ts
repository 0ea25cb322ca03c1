import pg from "pg";
import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { isDatabaseUnavailable } from "@/lib/db/unavailable";
import { owner } from "@/lib/testing/database/owner";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { makeAdmin } from "@/lib/testing/records/make-admin";
import { previewRevocation, revokeSessions } from "./revoke-sessions";

test("sessions beyond the size of one transaction all end, each once", async () => {
  const admin = await makeAdmin();
  const word = crypto.randomUUID().slice(0, 8);
  for (let n = 0; n < 501; n++) await makeSession(await makeUser({ name: `Foule ${word}` }));
  const filter = { q: word, role: null, status: null };
  expect(await previewRevocation(admin, filter)).toMatchObject({
    people: 501,
    sessions: 501,
    sessionIds: null, // too many to be named
  });
  const last = await prisma.user.findFirstOrThrow({
    where: { name: `Foule ${word}` },
    orderBy: { id: "desc" },
    select: { id: true },
  });
  await owner.$executeRawUnsafe(`
    CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'held' USING ERRCODE = '57014'; END $$`);
  await owner.$executeRawUnsafe(`
    CREATE TRIGGER fault BEFORE UPDATE ON user_session FOR EACH ROW WHEN (OLD.user_id = '${last.id}') EXECUTE FUNCTION fault()`);
  try {
    const held = await revokeSessions(admin, { filter });
    expect(held).toMatchObject({ ended: 500, complete: false }); // the other slice still ends
    await expect(revokeSessions(admin, { userIds: [last.id] })).rejects.toSatisfy(isDatabaseUnavailable);
  } finally {
    await owner.$executeRawUnsafe("DROP FUNCTION fault() CASCADE");
  }
  expect(await revokeSessions(admin, { filter })).toMatchObject({ ended: 1, complete: true });
  expect((await revokeSessions(admin, { filter })).ended).toBe(0);
});

/* Negative control: one transaction that waits for all of them. */
test("a user who stays locked does not keep the others signed in", async () => {
  const admin = await makeAdmin();
  const users = [await makeUser(), await makeUser(), await makeUser()].toSorted((a, b) =>
    a.id < b.id ? -1 : 1,
  );
  const sessions: string[] = [];
  for (const user of users) sessions.push((await makeSession(user)).id);
  const revoke = () => revokeSessions(admin, { sessionIds: sessions });
  await prisma.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT id FROM app_user WHERE id = ${users[1]?.id}::uuid FOR UPDATE`;
      expect(await revoke()).toMatchObject({ ended: 2, complete: false });
    },
    { timeout: 30_000 },
  );
  expect(await revoke()).toMatchObject({ ended: 1, complete: true });
});

test("sessions of a user who is locked for a moment end too", async () => {
  const admin = await makeAdmin();
  const user = await makeUser();
  const { id } = await makeSession(user);
  const other = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await other.connect();
  await other.query("BEGIN");
  await other.query("SELECT FROM app_user WHERE id = $1 FOR UPDATE", [user.id]);
  const revoked = revokeSessions(admin, { userIds: [user.id] });
  const waits =
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  await expect.poll(async () => (await prisma.$queryRawUnsafe<unknown[]>(waits)).length).toBe(1);
  await other.query("COMMIT");
  await other.end();
  expect(await revoked).toMatchObject({ ended: 1, complete: true });
  const { endReason } = await prisma.userSession.findUniqueOrThrow({
    where: { id },
    select: { endReason: true },
  });
  expect(endReason).toBe("REVOKED");
});
