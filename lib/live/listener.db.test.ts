import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { flushContact, touchSession } from "@/lib/sessions/contact/touch-session";
import { currentLimits } from "@/lib/sessions/current-limits";
import { endSession } from "@/lib/sessions/lifecycle/end-session";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { type Hint, subscribe } from "./hints";
import { startListener, stopListener } from "./listener";

const heard: Hint[] = [];
let stop = () => {};

beforeAll(async () => {
  stop = subscribe((hint) => heard.push(hint));
  startListener();
  await vi.waitFor(() => expect(heard).toContainEqual({ kind: "listening" }));
});
beforeEach(() => void heard.splice(0));
afterAll(async () => {
  stop();
  await stopListener();
});

function end(sessionId: string, at: Date) {
  return prisma.$transaction((tx) => endSession(tx, sessionId, { reason: "SIGNED_OUT", at, actorId: null }));
}

test("an opening and an ending are heard when they are committed, with no more than the session's public id", async () => {
  const { id } = await makeSession(await makeUser());
  await expect.poll(() => heard).toEqual([{ kind: "changed" }]);
  await end(id, await databaseNow());
  await expect.poll(() => heard.slice(1)).toEqual([{ kind: "ended", sessionId: id }]);
});

test("what is rolled back is not heard", async () => {
  const { id } = await makeSession(await makeUser());
  await expect.poll(() => heard).toHaveLength(1);
  const rolledBack = prisma.$transaction(async (tx) => {
    await endSession(tx, id, { reason: "SIGNED_OUT", at: new Date(), actorId: null });
    throw new Error("taken back");
  });
  await expect(rolledBack).rejects.toThrow("taken back");
  await end(id, await databaseNow()); // would come after it
  await expect.poll(() => heard.slice(1)).toEqual([{ kind: "ended", sessionId: id }]);
});

test("who comes back is heard, steady contact is not", async () => {
  const user = await makeUser();
  const { id } = await makeSession(user, { loginTime: new Date(Date.now() - 10 * 60_000) });
  const { sessionKey } = await prisma.userSession.findUniqueOrThrow({
    where: { id },
    select: { sessionKey: true },
  });
  await expect.poll(() => heard).toHaveLength(1);
  for (let n = 0; n < 3; n++) {
    touchSession({ sessionKey, active: true, ipAddress: null, userAgent: null });
    await flushContact(currentLimits());
  }
  await end(id, await databaseNow());
  await expect.poll(() => heard.at(-1)).toEqual({ kind: "ended", sessionId: id });
  expect(heard.slice(1)).toEqual([{ kind: "changed" }, { kind: "ended", sessionId: id }]);
});

/* Negative control: a listener without its `end` handler stays deaf. */
test("a listener that is cut says so, and listens again", async () => {
  await prisma.$queryRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'konekte live'`;
  await expect.poll(() => heard.map(({ kind }) => kind)).toEqual(["disconnected", "listening"]);
  const { id } = await makeSession(await makeUser());
  await end(id, await databaseNow());
  await expect.poll(() => heard.at(-1)).toEqual({ kind: "ended", sessionId: id });
});
