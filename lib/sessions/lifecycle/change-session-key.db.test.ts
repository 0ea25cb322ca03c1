import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { owner } from "@/lib/testing/database/owner";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { changeSessionKey } from "./change-session-key";
import { hashSessionKey } from "./session-key";

const change = (sessionId: string) => prisma.$transaction((tx) => changeSessionKey(tx, sessionId));

test("a change keeps the hash of the former key, and stores the hash of the new one", async () => {
  const { id, sessionKey: before } = await makeSession(await makeUser());
  const { sessionKey, formerKeyHash } = await change(id);
  expect(formerKeyHash).toBe(before);
  const session = await prisma.userSession.findUniqueOrThrow({
    where: { id },
    select: { sessionKey: true, formerKeys: { select: { keyHash: true } } },
  });
  expect(session).toEqual({ sessionKey: hashSessionKey(sessionKey), formerKeys: [{ keyHash: before }] });
});

/* Negative control: a change that deletes none, or all. */
test("each change deletes a few former keys that are more than 30 days old", async () => {
  await owner.formerSessionKey.deleteMany();
  const { id } = await makeSession(await makeUser());
  const changed = (days: number, n: number) => ({
    keyHash: `${days} ${n}`,
    sessionId: id,
    changedAt: new Date(Date.now() - days * 86_400_000),
  });
  const old = Array.from({ length: 12 }, (_, n) => changed(31, n));
  await owner.formerSessionKey.createMany({ data: [changed(29, 0), ...old] });
  await change(id);
  expect(await prisma.formerSessionKey.count()).toBe(4); // the new one, the one of 29 days, two of twelve
  await change(id);
  expect(await prisma.formerSessionKey.count()).toBe(3);
});

test("the key of a session that has ended does not change", async () => {
  const user = await makeUser();
  const ended = { logoutTime: new Date(), endReason: "SIGNED_OUT" } as const;
  const { id, sessionKey } = await makeSession(user, ended);
  await expect(change(id)).rejects.toMatchObject({ code: "unauthenticated" });
  const select = { sessionKey: true, formerKeys: true };
  expect(await prisma.userSession.findUniqueOrThrow({ where: { id }, select })).toEqual({
    sessionKey,
    formerKeys: [],
  });
});
