import { expect, test, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { touchSession } from "@/lib/sessions/contact/touch-session";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { correctAddresses } from "./correct-addresses";
import { sweepOnce } from "./sweep";

const MINUTE_MS = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);

/* Negative control: a sweep that reads the rows before it writes contact ends both sessions. */
test("a session that was active during an outage of the database stays open after it", async () => {
  const user = await makeUser();
  const times = { loginTime: ago(200), lastContactAt: ago(80), lastActivityAt: ago(80) };
  const [active, gone] = [await makeSession(user, times), await makeSession(user, times)];
  const { sessionKey } = await read(active.id);
  const clock = vi.spyOn(performance, "now");
  for (const minutes of [-30, -1]) {
    clock.mockReturnValue(minutes * MINUTE_MS);
    touchSession({ sessionKeyHash: sessionKey, active: true, ipAddress: null, userAgent: null });
  }
  clock.mockReturnValue(0);
  await sweepOnce();
  expect(await read(active.id)).toMatchObject({ logoutTime: null });
  expect(await read(gone.id)).toMatchObject({ logoutTime: times.lastContactAt, endReason: "LOST_CONTACT" });
});

/* Negative control: without the correction the old address stays. */
test("the sweep corrects an address that changed while the user was locked", async () => {
  const user = await makeUser();
  const session = await makeSession(user, { ipAddress: "192.0.2.1" });
  await makeSession(await makeUser(), { ipAddress: null }); // a user whose address stays unknown
  await prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM app_user WHERE id = ${user.id}::uuid FOR NO KEY UPDATE`;
    await prisma.userSession.update({ where: { id: session.id }, data: { ipAddress: "192.0.2.2" } });
  });
  expect(await addressOf(user)).toBe("192.0.2.1");
  await sweepOnce();
  expect(await addressOf(user)).toBe("192.0.2.2");
  expect(await correctAddresses()).toBe(0); // no user is written twice
});

async function addressOf({ id }: { id: string }): Promise<string | null> {
  const { lastAddress } = await prisma.user.findUniqueOrThrow({
    where: { id },
    select: { lastAddress: true },
  });
  return lastAddress;
}

function read(id: string) {
  return prisma.userSession.findUniqueOrThrow({ where: { id } });
}
