import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { flushContact, touchSession } from "@/lib/sessions/contact/touch-session";
import { currentLimits } from "@/lib/sessions/current-limits";
import { endSession } from "@/lib/sessions/lifecycle/end-session";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { type Hint, subscribe } from "./hints";
import { notifyKeyChange, startListener, stopListener } from "./listener";

const received: Hint[] = [];
let stop = () => {};

beforeAll(async () => {
  stop = subscribe((hint) => received.push(hint));
  startListener();
  await vi.waitFor(() => expect(received).toContainEqual({ kind: "listening" }));
});
beforeEach(() => void received.splice(0));
afterAll(async () => {
  stop();
  await stopListener();
});

function end(sessionId: string, at: Date) {
  return prisma.$transaction((tx) => endSession(tx, sessionId, { reason: "SIGNED_OUT", at, actorId: null }));
}

test("an opening and an ending send hints at commit, with nothing but the session's public id", async () => {
  const { id } = await makeSession(await makeUser());
  await expect.poll(() => received).toEqual([{ kind: "changed" }]);
  await end(id, await databaseNow());
  await expect.poll(() => received.slice(1)).toEqual([{ kind: "ended", sessionId: id }]);
});

test("a new session key sends a hint with the session's public id", async () => {
  const { id } = await makeSession(await makeUser());
  await prisma.$transaction((tx) => notifyKeyChange(tx, id));
  await expect.poll(() => received.slice(1)).toEqual([{ kind: "keyChanged", sessionId: id }]);
});

test("a change that is rolled back sends no hint", async () => {
  const { id } = await makeSession(await makeUser());
  await expect.poll(() => received).toHaveLength(1);
  const rolledBack = prisma.$transaction(async (tx) => {
    await endSession(tx, id, { reason: "SIGNED_OUT", at: new Date(), actorId: null });
    throw new Error("rolled back");
  });
  await expect(rolledBack).rejects.toThrow("rolled back");
  await end(id, await databaseNow()); // a hint of the rollback would come first
  await expect.poll(() => received.slice(1)).toEqual([{ kind: "ended", sessionId: id }]);
});

test("the return of a user who was away sends a hint; steady contact sends none", async () => {
  const user = await makeUser();
  const { id } = await makeSession(user, { loginTime: new Date(Date.now() - 10 * 60_000) });
  const { sessionKey } = await prisma.userSession.findUniqueOrThrow({
    where: { id },
    select: { sessionKey: true },
  });
  await expect.poll(() => received).toHaveLength(1);
  for (let n = 0; n < 3; n++) {
    touchSession({ sessionKeyHash: sessionKey, active: true, ipAddress: null, userAgent: null });
    await flushContact(currentLimits());
  }
  await end(id, await databaseNow());
  await expect.poll(() => received.at(-1)).toEqual({ kind: "ended", sessionId: id });
  expect(received.slice(1)).toEqual([{ kind: "changed" }, { kind: "ended", sessionId: id }]);
});

/* Negative control: a listener without its `end` handler never reconnects. */
test("a listener whose connection is cut publishes `disconnected` and reconnects", async () => {
  await prisma.$queryRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'konekte live'`;
  await expect.poll(() => received.map(({ kind }) => kind)).toEqual(["disconnected", "listening"]);
  const { id } = await makeSession(await makeUser());
  await end(id, await databaseNow());
  await expect.poll(() => received.at(-1)).toEqual({ kind: "ended", sessionId: id });
});
