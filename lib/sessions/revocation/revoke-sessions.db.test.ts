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

test("one session ends at once, and says by whom and why; the person's other goes on", async () => {
  const admin = await makeAdmin();
  const person = await makeUser();
  const [chosen, other] = [await makeSession(person), await makeSession(person)];
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

test("all of a person's sessions end, and of one's own all but the one that it is asked with", async () => {
  const admin = await makeAdmin();
  const person = await makeUser();
  const theirs = [await makeSession(person), await makeSession(person)];
  const mine = await makeSession({ id: admin.userId });
  const { ended } = await revokeSessions(admin, { userIds: [person.id, admin.userId] });
  expect(ended).toBe(3);
  for (const { id } of [...theirs, mine]) expect((await endingOf(id)).endReason).toBe("REVOKED");
  expect((await endingOf(admin.sessionId)).logoutTime).toBeNull();
  await expect(revokeSessions(admin, { sessionIds: [admin.sessionId] })).rejects.toMatchObject({
    code: "conflict",
    detail: { reason: "self" },
  });
});

test("a filter ends what it shows: by words, role and status, and its preview says whose", async () => {
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
  const silent = await makeSession(elan, { loginTime: ago(120) }); // past its limits: no session any more

  const filter = { q: word, role: "ARCHIVES", status: null } as const;
  const { sessionIds, ...shown } = await previewRevocation(admin, filter);
  expect(shown).toEqual({
    people: 2,
    sessions: 3,
    whom: [elan, eve].map(({ name, username }) => ({ name, username })),
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

/* Negative control: a revocation that looks at limits by what is written. */
test("a session that is named ends for good, though contact that would prolong it waits to be written", async () => {
  const admin = await makeAdmin();
  const { id } = await makeSession(await makeUser(), { loginTime: ago(61) });
  const { sessionKey } = await prisma.userSession.findUniqueOrThrow({
    where: { id },
    select: { sessionKey: true },
  });
  vi.spyOn(performance, "now").mockReturnValueOnce(performance.now() - 5 * 60_000); // in time
  touchSession({ sessionKey, active: true, ipAddress: null, userAgent: null });
  await revokeSessions(admin, { sessionIds: [id] });
  await flushContact(currentLimits());
  expect((await endingOf(id)).logoutTime).not.toBeNull();
});

/* Negative control: a revocation that trusts the guard which has spoken before. */
test("an administrator who was signed out meanwhile ends nothing", async () => {
  const [admin, other] = [await makeAdmin(), await makeAdmin()];
  const { id } = await makeSession(await makeUser());
  await revokeSessions(other, { userIds: [admin.userId] });
  await expect(revokeSessions(admin, { sessionIds: [id] })).rejects.toMatchObject({ code: "forbidden" });
  expect((await endingOf(id)).logoutTime).toBeNull();
});

test("eight administrators who end one session at once write one ending", async () => {
  const admins = await Promise.all(Array.from({ length: 8 }, () => makeAdmin()));
  const { id } = await makeSession(await makeUser());
  const outcomes = await Promise.all(admins.map((admin) => revokeSessions(admin, { sessionIds: [id] })));
  expect(outcomes.reduce((sum, { ended }) => sum + ended, 0)).toBe(1);
  expect(await prisma.activityEvent.count({ where: { sessionId: id, type: "session.ended" } })).toBe(1);
});

const ID = "0190b3a0-0000-7000-8000-000000000000";

test.each([
  ["nothing", {}],
  ["two ways at once", { userIds: [ID], sessionIds: [ID] }],
  ["nobody", { userIds: [] }],
  ["no id", { sessionIds: ["*"] }],
  ["501 ids", { sessionIds: Array.from({ length: 501 }, () => crypto.randomUUID()) }],
  ["a role that is none", { filter: { role: "ROOT" } }],
  ["a reason of 201 letters", { userIds: [ID], reason: "é".repeat(201) }],
])("%s is no revocation", (_what, body) => {
  expect(Revocation.safeParse(body).success).toBe(false);
});

test("a reason of blanks is none, and one of 200 letters whole", () => {
  expect(Revocation.parse({ userIds: [ID], reason: " \n " }).reason).toBeNull();
  expect(Revocation.parse({ userIds: [ID], reason: "𝒳".repeat(200) }).reason).toHaveLength(400);
});
