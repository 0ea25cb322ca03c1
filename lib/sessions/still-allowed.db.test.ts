import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { changeSessionKey } from "@/lib/sessions/lifecycle/change-session-key";
import { addLocallyEnded } from "@/lib/sessions/locally-ended-sessions";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { endInDatabase } from "@/lib/testing/records/open-session-of";
import { SYSTEM, type Viewer } from "@/lib/viewer";
import { requireStillAllowed } from "./still-allowed";

async function makeViewer(
  role: Viewer["role"] = "ADMIN",
  facts: Parameters<typeof makeSession>[1] = {},
): Promise<Viewer> {
  const { id: userId, username, name } = await makeUser({ role });
  const { id: sessionId, sessionKey: sessionKeyHash } = await makeSession({ id: userId }, facts);
  return { userId, sessionId, sessionKeyHash, username, name, role };
}

function changeUser(id: string, data: { role?: Viewer["role"]; disabledAt?: Date }) {
  return prisma.user.update({ where: { id }, data, select: { id: true } });
}

/** Ends the session in this process only, like a sign-out that waits in the spool: its row stays open. */
async function signOutHere({ sessionKeyHash }: Viewer): Promise<void> {
  addLocallyEnded(sessionKeyHash);
}

const LONG_AGO = new Date(Date.now() - 7 * 24 * 3_600_000);

test.each([
  ["an administrator with an open session", () => makeViewer()],
  ["a user of another role with an open session", () => makeViewer("ARCHIVES")],
  [
    "a user whose session is past its limits, before the sweep ends it,",
    () => makeViewer("ADMIN", { loginTime: LONG_AGO }),
  ],
  ["the program itself", async () => SYSTEM],
])("%s is allowed, in a transaction and outside", async (_who, make) => {
  const by = await make();
  await prisma.$transaction((tx) => requireStillAllowed(tx, by));
  await requireStillAllowed(prisma, by);
});

/* Negative control: when a condition is left out of the check, its case fails. */
test.each([
  ["was signed out", ({ sessionId }: Viewer) => endInDatabase(sessionId)],
  ["was given another role", ({ userId }: Viewer) => changeUser(userId, { role: "DIRECTEUR" })],
  ["was disabled", ({ userId }: Viewer) => changeUser(userId, { disabledAt: new Date() })],
  ["signed out while the database was unavailable", signOutHere],
  [
    "was given a new session key",
    ({ sessionId }: Viewer) => prisma.$transaction((tx) => changeSessionKey(tx, sessionId)),
  ],
])("a user who %s after the guard accepted the request is refused", async (_what, shutOut) => {
  const by = await makeViewer();
  await shutOut(by);
  await expect(prisma.$transaction((tx) => requireStillAllowed(tx, by))).rejects.toThrow("forbidden");
  await expect(requireStillAllowed(prisma, by)).rejects.toThrow("forbidden");
});

test("a user with the session of another user is refused", async () => {
  const [by, other] = [await makeViewer(), await makeViewer()];
  await expect(requireStillAllowed(prisma, { ...by, sessionId: other.sessionId })).rejects.toThrow(
    "forbidden",
  );
});
