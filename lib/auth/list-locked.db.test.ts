import { expect, test } from "vitest";
import { prisma } from "@/lib/db/client";
import { makeUser } from "@/lib/testing/factories";
import { makeAdmin } from "@/lib/testing/make-admin";
import { listLocked } from "./list-locked";
import { countFailure, nameCounter } from "./throttle";

const named = ({ id: userId, username }: { id: string; username: string }) => ({ userId, username });

test("who failed too often is locked, until the wait is over", async () => {
  const admin = await makeAdmin();
  const [often, little, never] = [
    await makeUser({ username: "Souvent" }),
    await makeUser(),
    await makeUser(),
  ];
  for (let n = 0; n < 6; n++) await countFailure(nameCounter("souvent"));
  for (let n = 0; n < 5; n++) await countFailure(nameCounter(little.username));
  const people = [often, little, never].map(named);
  expect(await listLocked(admin, people)).toEqual([often.id]);
  await prisma.$executeRaw`UPDATE sign_in_failure SET last_at = last_at - interval '15 s'`;
  expect(await listLocked(admin, people)).toEqual([]);
});
