import { expect, test, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { flushContact, touchSession } from "@/lib/sessions/contact/touch-session";
import { currentLimits } from "@/lib/sessions/current-limits";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { makeAdmin } from "@/lib/testing/records/make-admin";
import { Revocation } from "./revocation";
import { previewRevocation, revokeSessions } from "./revoke-sessions";

const MINUTE_MS = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);

function endingOf(id: string) {
  return prisma.userSession.findUniqueOrThrow({
    where: { id },
    select: { logoutTime: true, endReason: true, endedById: true, endNote: true },
  });
}

test("one session ends at once with its administrator and reason; the user's other one stays open", async () => {
  const admin = await makeAdmin();
  const user = await makeUser();
  const [chosen, other] = [await makeSession(user), await makeSession(user)];
  const asked = Revocation.parse({
    sessionIds: [chosen.id.toUpperCase()],
    reason: "  Poste\u0000  partagé\u202e ",
  });
  expect(await revokeSessions(admin, asked)).toMatchObject({ ended: 1 });
  expect(await endingOf(chosen.id)).toMatchObject({
    endReason: "REVOKED",
    endedById: admin.userId,
    endNote: "Poste partagé",
  });
  expect((await endingOf(other.id)).logoutTime).toBeNull();
  expect(
    await prisma.activityEvent.findMany({
      where: { sessionId: chosen.id },
      select: { type: true, actorId: true, data: true },
    }),
  ).toEqual([
    { type: "session.ended", actorId: admin.userId, data: { reason: "REVOKED", note: "Poste partagé" } },
  ]);
});

test("all sessions of the named users end, except the session of the request", async () => {
  const admin = await makeAdmin();
  const user = await makeUser();
  const theirs = [await makeSession(user), await makeSession(user)];
  const mine = await makeSession({ id: admin.userId });
  const { ended } = await revokeSessions(admin, { userIds: [user.id, admin.userId] });
  expect(ended).toBe(3);
  for (const { id } of [...theirs, mine]) expect((await endingOf(id)).endReason).toBe("REVOKED");
  expect((await endingOf(admin.sessionId)).logoutTime).toBeNull();
  await expect(revokeSessions(admin, { sessionIds: [admin.sessionId] })).rejects.toMatchObject({
    code: "conflict",
    detail: { reason: "self" },
  });
});

test("a filter by search, role and status ends what its preview shows", async () => {
  const admin = await makeAdmin();
  const word = crypto.randomUUID().slice(0, 8);
  const named = (name: string, role: "ARCHIVES" | "SECRETAIRE") =>
    makeUser({ name: `${name} ${word}`, role });
  const eve = await named("Ève", "ARCHIVES");
  const elan = await named("Élan", "ARCHIVES");
  const yves = await named("Yves", "SECRETAIRE");
  const online = await makeSession(eve);
  const second = await makeSession(eve, { loginTime: ago(30) });
  const away = await makeSession(elan, { loginTime: ago(30) });
  const elsewhere = await makeSession(yves);
  const silent = await makeSession(elan, { loginTime: ago(120) }); // past its limits, so not open

  const filter = { q: word, role: "ARCHIVES", status: null } as const;
  const { sessionIds, ...shown } = await previewRevocation(admin, filter);
  expect(shown).toEqual({
    people: 2,
    sessions: 3,
    users: [elan, eve].map(({ name, username }) => ({ name, username })),
  });
  expect(sessionIds?.toSorted()).toEqual([online, second, away].map(({ id }) => id).toSorted());
  expect(await previewRevocation(admin, { ...filter, status: "away" })).toMatchObject({
    people: 1,
    sessions: 1,
  });
  expect(await previewRevocation(admin, { ...filter, status: "offline" })).toMatchObject({
    people: 0,
    sessions: 0,
  });

  expect((await revokeSessions(admin, { filter: { ...filter, status: "away" } })).ended).toBe(1);
  expect((await endingOf(away.id)).endReason).toBe("REVOKED");
  expect((await endingOf(online.id)).logoutTime).toBeNull();
  expect((await revokeSessions(admin, { filter })).ended).toBe(2);
  for (const { id } of [online, second]) expect((await endingOf(id)).endReason).toBe("REVOKED");
  for (const { id } of [elsewhere, silent]) expect((await endingOf(id)).logoutTime).toBeNull();
});

/* Negative control: a revocation that skips sessions past their limits. */
test("a named session ends for good, although pending contact would extend it", async () => {
  const admin = await makeAdmin();
  const { id } = await makeSession(await makeUser(), { loginTime: ago(61) });
  const { sessionKey } = await prisma.userSession.findUniqueOrThrow({
    where: { id },
    select: { sessionKey: true },
  });
  vi.spyOn(performance, "now").mockReturnValueOnce(performance.now() - 5 * 60_000); // before the idle limit
  touchSession({ sessionKeyHash: sessionKey, active: true, ipAddress: null, userAgent: null });
  await revokeSessions(admin, { sessionIds: [id] });
  await flushContact(currentLimits());
  expect((await endingOf(id)).logoutTime).not.toBeNull();
});

/* Negative control: a revocation that relies on the earlier check of the guard. */
test("an administrator who was signed out meanwhile ends no session", async () => {
  const [admin, other] = [await makeAdmin(), await makeAdmin()];
  const { id } = await makeSession(await makeUser());
  await revokeSessions(other, { userIds: [admin.userId] });
  await expect(revokeSessions(admin, { sessionIds: [id] })).rejects.toMatchObject({ code: "forbidden" });
  expect((await endingOf(id)).logoutTime).toBeNull();
});

test("eight administrators who end one session concurrently write one ending", async () => {
  const admins = await Promise.all(Array.from({ length: 8 }, () => makeAdmin()));
  const { id } = await makeSession(await makeUser());
  const outcomes = await Promise.all(admins.map((admin) => revokeSessions(admin, { sessionIds: [id] })));
  expect(outcomes.reduce((sum, { ended }) => sum + ended, 0)).toBe(1);
  expect(await prisma.activityEvent.count({ where: { sessionId: id, type: "session.ended" } })).toBe(1);
});

const ID = "0190b3a0-0000-7000-8000-000000000000";

test.each([
  ["an empty body", {}],
  ["two ways to choose at once", { userIds: [ID], sessionIds: [ID] }],
  ["an empty list of users", { userIds: [] }],
  ["a text that is no id", { sessionIds: ["*"] }],
  ["501 ids", { sessionIds: Array.from({ length: 501 }, () => crypto.randomUUID()) }],
  ["an unknown role", { filter: { role: "ROOT" } }],
  ["a reason of 201 letters", { userIds: [ID], reason: "é".repeat(201) }],
])("%s is not accepted as a revocation", (_what, body) => {
  expect(Revocation.safeParse(body).success).toBe(false);
});

test("a reason of blanks becomes null, and 200 characters are accepted", () => {
  expect(Revocation.parse({ userIds: [ID], reason: " \n " }).reason).toBeNull();
  expect(Revocation.parse({ userIds: [ID], reason: "𝒳".repeat(200) }).reason).toHaveLength(400);
});
