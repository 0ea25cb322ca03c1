import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { makeAdmin } from "@/lib/testing/records/make-admin";
import { listSessionEvents } from "./list-session-events";
import { recordActivity } from "./record";
import { MAX_SESSION_EVENTS } from "./session-event";

test("a session's events come in order with the names of users, and one more than is shown", async () => {
  const admin = await makeAdmin();
  const user = await makeUser({ name: "Rose Pierre" });
  const { id: sessionId } = await makeSession(user);
  const at = new Date("2025-11-25T14:00:00Z");
  const about = { at, actorId: admin.userId, subjectId: user.id, sessionId };
  await prisma.$transaction(async (tx) => {
    for (let n = 0; n < MAX_SESSION_EVENTS + 5; n++)
      await recordActivity(tx, { type: "history.viewed", ...about, data: { place: "sessions" } });
  });
  const events = await listSessionEvents(admin, sessionId);
  expect(events).toHaveLength(MAX_SESSION_EVENTS + 1);
  expect(events[0]).toMatchObject({
    at: "2025-11-25T09:00:00.000-05:00",
    type: "history.viewed",
    subject: "Rose Pierre",
  });
  const ids = events.map(({ id }) => Number(id));
  expect(ids).toEqual(ids.toSorted((a, b) => a - b));
});

test.each([
  [["network"], "network"],
  [["browser"], "browser"],
  [["network", "browser"], "both"],
] as const)("an event of the changes %j says that %s changed", async (changed, said) => {
  const { id: sessionId, userId } = await makeSession(await makeUser());
  const [before, after] = [
    { browser: "chrome", system: "windows" },
    { browser: "firefox", system: "linux" },
  ];
  const data = { changed: [...changed], before, after };
  await prisma.$transaction((tx) =>
    recordActivity(tx, {
      type: "session.client_changed",
      at: new Date(),
      actorId: null,
      subjectId: userId,
      sessionId,
      data,
    }),
  );
  expect(await listSessionEvents(await makeAdmin(), sessionId)).toMatchObject([{ changed: said }]);
});
