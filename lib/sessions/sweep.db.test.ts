import { expect, test, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { makeSession, makeUser } from "@/lib/testing/factories";
import { sweepOnce } from "./sweep";
import { touchSession } from "./touch-session";

const MINUTE_MS = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);

/* Negative control: a sweep that looks at the rows first ends both. */
test("who was active while the database was away is not swept away when it is back", async () => {
  const user = await makeUser();
  const times = { loginTime: ago(200), lastContactAt: ago(80), lastActivityAt: ago(80) };
  const [active, gone] = [await makeSession(user, times), await makeSession(user, times)];
  const { sessionKey } = await read(active.id);
  const clock = vi.spyOn(performance, "now");
  for (const minutes of [-30, -1]) {
    clock.mockReturnValue(minutes * MINUTE_MS);
    touchSession({ sessionKey, active: true, ipAddress: null, userAgent: null });
  }
  clock.mockReturnValue(0);
  await sweepOnce();
  expect(await read(active.id)).toMatchObject({ logoutTime: null });
  expect(await read(gone.id)).toMatchObject({ logoutTime: times.lastContactAt, endReason: "LOST_CONTACT" });
});

function read(id: string) {
  return prisma.userSession.findUniqueOrThrow({ where: { id } });
}
