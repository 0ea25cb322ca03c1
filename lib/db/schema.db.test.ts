import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { owner } from "@/lib/testing/database/owner";
import { makeSession, makeUser } from "@/lib/testing/records/factories";

test.each([
  ["no end and still be inactive", "is_active = false", /user_session_active_is_open/],
  ["an end without a reason", "logout_time = login_time, is_active = false", /user_session_ended_has_reason/],
  ["a reason without an end", "end_reason = 'REVOKED'", /user_session_ended_has_reason/],
  [
    "an end before its sign-in",
    "logout_time = login_time - interval '1 ms', is_active = false, end_reason = 'REVOKED'",
    /user_session_ends_after_login/,
  ],
  [
    "contact before its sign-in",
    "last_contact_at = login_time - interval '1 s'",
    /user_session_contact_after_login/,
  ],
  [
    "activity before its sign-in",
    "last_activity_at = login_time - interval '1 s'",
    /user_session_activity_after_login/,
  ],
])("a session cannot have %s", async (_what, assignment, constraint) => {
  const { id } = await makeSession(await makeUser());
  await expect(
    prisma.$executeRawUnsafe(`UPDATE user_session SET ${assignment} WHERE id = '${id}'`),
  ).rejects.toThrow(constraint);
});

/* The owner of the tables, too, is stopped by their triggers, as long as it does not turn them off. */
test.each([
  "UPDATE activity_event SET type = 'other'",
  "DELETE FROM activity_event",
  "TRUNCATE activity_event",
])("the record of activity rejects %s", async (statement) => {
  await prisma.activityEvent.create({ data: { at: new Date(), type: "session.opened" } });
  await expect(owner.$executeRawUnsafe(statement)).rejects.toThrow(/history is kept/);
  expect(await prisma.activityEvent.count({ where: { type: "session.opened" } })).toBeGreaterThan(0);
});

test.each([
  "DELETE FROM app_user",
  "TRUNCATE app_user CASCADE",
  "DELETE FROM user_session",
  "TRUNCATE user_session CASCADE",
])("history is kept: %s is rejected", async (statement) => {
  await makeSession(await makeUser());
  await expect(owner.$executeRawUnsafe(statement)).rejects.toThrow(/history is kept/);
});

test("names are sorted by the rules of French", async () => {
  await prisma.user.updateMany({ where: {}, data: { name: "zz" } });
  for (const name of ["Eve", "Zoé", "Élan", "eau"]) await makeUser({ name });
  const people = await prisma.user.findMany({
    where: { name: { not: "zz" } },
    orderBy: { name: "asc" },
    select: { name: true },
  });
  expect(people.map((person) => person.name)).toEqual(["eau", "Élan", "Eve", "Zoé"]);
});
