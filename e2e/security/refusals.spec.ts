import { submitCredentials } from "@/e2e/support/credentials";
import { expect, test } from "@/e2e/support/fixtures";
import { prisma } from "@/lib/db/client";
import { openSessionOf } from "@/lib/testing/records/open-session-of";

/* Negative control: guards that count nothing. */
test("pages, handlers and streams that are refused to a user are counted, with user and network", async ({
  http,
}) => {
  const { cookie } = await openSessionOf("archives002");
  const user = { usernameKey: "archives002" };
  const { id: userId } = await prisma.user.findUniqueOrThrow({ where: user, select: { id: true } });
  const count = async () => {
    const where = { userId, kind: "access", network: { not: null } };
    const { _sum } = await prisma.refusal.aggregate({ where, _sum: { refusals: true } });
    return _sum.refusals ?? 0;
  };
  const before = await count();
  const client = await http(cookie);
  for (const path of ["/admin", "/api/admin/active-users", "/api/admin/live"]) {
    expect((await client.get(path)).status(), path).toBe(403);
  }
  await expect.poll(count).toBe(before + 3);
});

test("a wrong password for a known name is counted with the user, one for an unknown name without", async ({
  http,
}) => {
  const { id: userId } = await prisma.user.findUniqueOrThrow({
    where: { usernameKey: "directeur002" },
    select: { id: true },
  });
  const count = async (id: string | null) => {
    const where = { userId: id, kind: "sign_in" };
    const { _sum } = await prisma.refusal.aggregate({ where, _sum: { refusals: true } });
    return _sum.refusals ?? 0;
  };
  const [known, unknown] = [await count(userId), await count(null)];
  for (const username of ["directeur002", "personne.ici"]) {
    const answer = await submitCredentials(await http(), { username, password: "not the right password" });
    expect([303, 401, 429]).toContain(answer.status());
  }
  await expect.poll(() => count(userId)).toBe(known + 1);
  await expect.poll(() => count(null)).toBeGreaterThanOrEqual(unknown + 1);
});
