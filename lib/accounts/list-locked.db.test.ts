import { expect, test } from "vitest";
import { hashPassword } from "@/lib/auth/password/password";
import { makeDeviceKey, rememberDevice } from "@/lib/auth/sign-in/known-device";
import { addFailure, nameCounter } from "@/lib/auth/sign-in/throttle";
import { prisma } from "@/lib/db/client";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { makeAdmin } from "@/lib/testing/records/make-admin";
import { signInOutcome } from "@/lib/testing/records/sign-in-outcome";
import { resetPasswords } from "@/lib/users/reset-passwords";
import { activate } from "./activate";
import { listLocked } from "./list-locked";
import { unlockUsers } from "./unlock-users";

test("a user with too many failures is locked until the wait is over", async () => {
  const admin = await makeAdmin();
  const [often, seldom, never] = [
    await makeUser({ username: "Souvent" }),
    await makeUser(),
    await makeUser(),
  ];
  for (let n = 0; n < 6; n++) await addFailure(nameCounter("souvent"));
  for (let n = 0; n < 5; n++) await addFailure(nameCounter(seldom.username));
  const users = [often, seldom, never].map(({ id: userId }) => ({ userId }));
  expect(await listLocked(admin, users)).toEqual([often.id]);
  await prisma.$executeRaw`UPDATE sign_in_failure SET last_at = last_at - interval '15 s'`;
  expect(await listLocked(admin, users)).toEqual([]);
});

test("failures in a known browser lock its user too; an unlock or a new code ends that", async () => {
  const admin = await makeAdmin();
  const passwordHash = await hashPassword("correct horse battery");
  for (const way of ["unlock", "code"]) {
    const { id: userId, username } = await makeUser({ passwordHash });
    const { deviceHash } = makeDeviceKey();
    await rememberDevice(userId, deviceHash);
    const origin = { ipAddress: null, userAgent: null, previous: null, deviceHashes: [deviceHash] };
    const tryWith = (password: string) => signInOutcome({ username, password }, origin);
    for (let n = 0; n < 6; n++) await tryWith("wrong horse battery");
    expect(await listLocked(admin, [{ userId }])).toEqual([userId]);
    if (way === "unlock") {
      expect(await prisma.$transaction((tx) => unlockUsers(tx, admin, [userId]))).toEqual([userId]);
      expect(await tryWith("correct horse battery")).toBe("in");
    } else {
      const { issued } = await prisma.$transaction((tx) => resetPasswords(tx, admin, [userId]));
      await activate(issued[0]?.code ?? "", "trois chèvres bleues", origin);
      await rememberDevice(userId, deviceHash);
      expect(await tryWith("trois chèvres bleues")).toBe("in");
    }
  }
});

/* Negative control: user counters without the addresses of the user's sessions. */
test("failures at an address of the user lock the user there; an unlock ends that", async () => {
  const admin = await makeAdmin();
  const { id: userId, username } = await makeUser({
    passwordHash: await hashPassword("correct horse battery"),
  });
  await makeSession({ id: userId }, { ipAddress: "2001:db8:7::1" });
  const origin = { ipAddress: "2001:db8:7::2", userAgent: null, previous: null, deviceHashes: [] };
  const tryWith = (password: string) => signInOutcome({ username, password }, origin);
  for (let n = 0; n < 6; n++) await tryWith("wrong horse battery");
  expect(await tryWith("correct horse battery")).toBe("wait");
  expect(await listLocked(admin, [{ userId }])).toEqual([userId]);
  await prisma.$transaction((tx) => unlockUsers(tx, admin, [userId]));
  expect(await tryWith("correct horse battery")).toBe("in");
});
