import { expect, test, vi } from "vitest";
import { prisma } from "@/lib/db/client";
import { touchSession } from "@/lib/sessions/contact/touch-session";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { correctAddresses } from "./correct-addresses";
import { sweepOnce } from "./sweep";

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

/* Negative control: without the correction the person stays where they were. */
test("an address that changes while its person signs in elsewhere is found after the sweep", async () => {
  const user = await makeUser();
  const session = await makeSession(user, { ipAddress: "192.0.2.1" });
  await makeSession(await makeUser(), { ipAddress: null }); // whose address is unknown, and stays so
  await prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM app_user WHERE id = ${user.id}::uuid FOR NO KEY UPDATE`;
    await prisma.userSession.update({ where: { id: session.id }, data: { ipAddress: "192.0.2.2" } });
  });
  expect(await addressOf(user)).toBe("192.0.2.1");
  await sweepOnce();
  expect(await addressOf(user)).toBe("192.0.2.2");
  expect(await correctAddresses()).toBe(0); // and nobody is written twice
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
