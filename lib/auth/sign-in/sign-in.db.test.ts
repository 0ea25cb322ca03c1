import { beforeAll, expect, test } from "vitest";
import { hashPassword } from "@/lib/auth/password/password";
import { prisma } from "@/lib/db/client";
import { hashSessionKey } from "@/lib/sessions/lifecycle/session-key";
import { makeUser } from "@/lib/testing/records/factories";
import { makeDeviceCookie } from "./known-device";
import { signIn } from "./sign-in";
import { nameCounter } from "./throttle";

const PASSWORD = "correct horse battery";
let passwordHash: string;

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

let lastAddress = 0;
/** Returns an origin with a new address, so that tests do not share a counter. */
function from() {
  return { ipAddress: `198.51.100.${++lastAddress}`, userAgent: "agent", previous: null, deviceHash: null };
}

test("the right password opens one session, whatever the case and width of the name", async () => {
  const user = await makeUser({ username: "Fedanoir", passwordHash });
  const origin = from();
  const signedIn = await signIn({ username: " ｆEDANOIR", password: PASSWORD }, origin);
  expect(signedIn?.userId).toBe(user.id);
  expect(
    await prisma.userSession.findMany({
      where: { userId: user.id },
      select: { sessionKey: true, ipAddress: true, logoutTime: true },
    }),
  ).toEqual([
    { ipAddress: origin.ipAddress, sessionKey: hashSessionKey(signedIn?.sessionKey ?? ""), logoutTime: null },
  ]);
});

test.each([
  ["an unknown name", { username: "nobody-here", password: PASSWORD }],
  ["a wrong password", { username: "refused", password: "wrong horse battery" }],
  ["a disabled account", { username: "disabled", password: PASSWORD }],
  ["a huge password", { username: "refused", password: "x".repeat(4000) }],
  ["an empty password", { username: "refused", password: "" }],
  ["NUL in the name", { username: "refused\u0000", password: PASSWORD }],
  ["a name of 100 000 letters", { username: "x".repeat(100_000), password: PASSWORD }],
  ["no fields", {}],
  ["fields that are no text", { username: { $ne: "" }, password: ["x"] }],
  ["an undefined form", undefined],
])("%s is refused with null and opens no session", async (_case, submitted) => {
  await makeUser({ username: "refused", passwordHash }).catch(() => {});
  await makeUser({ username: "disabled", passwordHash, disabledAt: new Date() }).catch(() => {});
  const before = await prisma.userSession.count();
  expect(await signIn(submitted, from())).toBeNull();
  expect(await prisma.userSession.count()).toBe(before);
});

test("any name waits after five free failures; after the wait the right password clears them", async () => {
  for (const username of ["guessed", "unknown-guessed"]) {
    if (username === "guessed") await makeUser({ username, passwordHash });
    for (let n = 0; n < 5; n++) await signIn({ username, password: "wrong horse battery" }, from());
    expect(await failuresOf()).toContain(5);
    await signIn({ username, password: "wrong horse battery" }, from());
    expect(await signIn({ username, password: PASSWORD }, from())).toBeNull();
  }
  await prisma.$executeRaw`UPDATE sign_in_failure SET last_at = last_at - interval '15 s'`;
  expect(await signIn({ username: "guessed", password: PASSWORD }, from())).not.toBeNull();
  expect(await signIn({ username: "guessed", password: PASSWORD }, from())).not.toBeNull();
});

test("concurrent attempts get no more guesses than sequential attempts", async () => {
  await makeUser({ username: "stormed", passwordHash });
  const storm = Array.from({ length: 40 }, (_, n) =>
    signIn({ username: "stormed", password: n === 39 ? PASSWORD : "wrong horse battery" }, from()),
  );
  expect((await Promise.all(storm)).every((result) => result === null)).toBe(true);
  expect(Math.max(...(await failuresOf()))).toBe(6); // five free ones, and the one that starts the wait
});

test("sealed cookies of unknown browsers give no additional guesses in parallel", async () => {
  await makeUser({ username: "besieged", passwordHash });
  const storm = Array.from({ length: 40 }, () => {
    const { deviceHash } = makeDeviceCookie();
    return signIn({ username: "besieged", password: "wrong horse battery" }, { ...from(), deviceHash });
  });
  await Promise.all(storm);
  const { failures } = await prisma.signInFailure.findUniqueOrThrow({
    where: { key: nameCounter("besieged") },
    select: { failures: true },
  });
  expect(failures).toBe(6); // five free ones, and the one that starts the wait
});

test("an address waits after 100 failures of any names; successful sign-ins don't count", async () => {
  await makeUser({ username: "colleague", passwordHash });
  const office = { ipAddress: "2001:db8:1:2::1", userAgent: null, previous: null, deviceHash: null };
  await signIn({ username: "first", password: "wrong horse battery" }, office);
  await prisma.$executeRaw`UPDATE sign_in_failure SET failures = 100 WHERE failures = 1`;
  expect(await signIn({ username: "colleague", password: PASSWORD }, office)).not.toBeNull();
  await signIn({ username: "second", password: "wrong horse battery" }, office);
  const neighbour = { ...office, ipAddress: "2001:db8:1:2:ffff::9" }; // the same /64
  expect(await signIn({ username: "colleague", password: PASSWORD }, neighbour)).toBeNull();
  expect(await signIn({ username: "colleague", password: PASSWORD }, from())).not.toBeNull();
});

test.each([
  ["open", 0, "SIGNED_OUT"],
  ["past its limits", 61, "LOST_CONTACT"],
])("signing in over a session that is %s ends that session", async (_what, minutes, endReason) => {
  const first = await makeUser({ passwordHash });
  const second = await makeUser({ passwordHash });
  const earlier = await signIn({ username: first.username, password: PASSWORD }, from());
  const previous = { userId: first.id, sessionKeyHash: hashSessionKey(earlier?.sessionKey ?? "") };
  await prisma.$executeRaw`
    UPDATE user_session SET login_time = login_time - ${minutes} * interval '1 min',
      last_contact_at = last_contact_at - ${minutes} * interval '1 min',
      last_activity_at = last_activity_at - ${minutes} * interval '1 min'
    WHERE user_id = ${first.id}::uuid`;
  expect(
    await signIn({ username: second.username, password: PASSWORD }, { ...from(), previous }),
  ).not.toBeNull();
  const [ended] = await prisma.userSession.findMany({
    where: { userId: first.id },
    select: { endReason: true },
  });
  expect(ended).toEqual({ endReason });
});

test("a sign-in that can't be recorded fails and leaves no session", async () => {
  const user = await makeUser({ username: "unrecorded", passwordHash });
  await prisma.$executeRaw`ALTER TABLE activity_event RENAME TO activity_event_away`;
  try {
    await expect(signIn({ username: "unrecorded", password: PASSWORD }, from())).rejects.toThrow();
  } finally {
    await prisma.$executeRaw`ALTER TABLE activity_event_away RENAME TO activity_event`;
  }
  expect(await prisma.userSession.count({ where: { userId: user.id } })).toBe(0);
});

async function failuresOf(): Promise<number[]> {
  const rows = await prisma.signInFailure.findMany({ select: { failures: true } });
  return rows.map((row) => row.failures);
}
