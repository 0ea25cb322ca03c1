import { beforeAll, beforeEach, expect, test } from "vitest";
import { hashPassword } from "@/lib/auth/password/password";
import { deviceCookieName } from "@/lib/auth/session/cookies";
import { prisma } from "@/lib/db/client";
import { ADDRESS_HEADER } from "@/lib/http/client-address";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { signInOutcome } from "@/lib/testing/records/sign-in-outcome";
import { makeDeviceKey, rememberDevice } from "./known-device";
import { gateSignIn } from "./sign-in-gate";
import { addFailure, addressCounter, nameCounter, strangersCounter } from "./throttle";

const PASSWORD = "correct horse battery";
let passwordHash: string;

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

beforeEach(async () => {
  await prisma.signInFailure.deleteMany();
});

const client = (ipAddress: string) => ({ ipAddress, userAgent: null, previous: null, deviceHashes: [] });

/** Asks the gate, and returns the answer in short; "passes" when Next would receive the form. */
async function ask(username: string, ipAddress: string, json = "true", device = ""): Promise<unknown> {
  const headers = new Headers({ [ADDRESS_HEADER]: ipAddress, cookie: `${deviceCookieName()}=${device}` });
  const body = String(new URLSearchParams({ username, password: "x", json }));
  const refusal = await gateSignIn(headers, body, (then) => then());
  if (!refusal) return "passes";
  const answer = json === "true" ? await refusal.json() : refusal.headers.get("location");
  return { status: refusal.status, retryAfter: refusal.headers.get("retry-after"), answer };
}

test("a throttled name is refused at the gate, existing or not, and its known browser passes", async () => {
  const user = await makeUser({ username: "guessed", passwordHash });
  const key = makeDeviceKey();
  await rememberDevice(user.id, key.deviceHash);
  for (const username of ["guessed", "unknown"]) {
    expect(await ask(username, "198.51.100.1")).toBe("passes");
    for (let n = 0; n < 6; n++) await addFailure(nameCounter(username));
    expect(await signInOutcome({ username, password: PASSWORD }, client("198.51.100.2"))).toBe("wait");
    expect(await ask(username.toUpperCase(), "198.51.100.3")).toEqual({
      status: 429,
      retryAfter: "15",
      answer: { error: "Wait", waitS: 15 },
    });
    expect(await ask(username, "198.51.100.3", "false")).toMatchObject({
      status: 303,
      answer: "/login?error=Wait&wait=15",
    });
  }
  expect(await ask("guessed", "198.51.100.3", "true", key.value)).toBe("passes");
});

test("while an address must wait, only users who have signed in from there pass", async () => {
  const user = await makeUser({ passwordHash });
  await makeSession({ id: user.id }, { ipAddress: "203.0.113.5" });
  const { key } = addressCounter("203.0.113.5");
  await prisma.signInFailure.create({ data: { key, failures: 107, lastAt: new Date() } });
  expect(await signInOutcome({ username: "any", password: PASSWORD }, client("203.0.113.5"))).toBe("wait");
  const answer = { error: "WaitUnlessFamiliar", waitS: expect.any(Number) };
  expect(await ask("any", "203.0.113.5")).toMatchObject({ status: 429, answer });
  expect(await ask(user.username, "203.0.113.5")).toBe("passes");
  expect(await ask("any", "203.0.113.6")).toBe("passes");
});

test("while all strangers must wait, users in their own places pass", async () => {
  const user = await makeUser({ passwordHash });
  await makeSession({ id: user.id }, { ipAddress: "203.0.113.7" });
  const { key } = strangersCounter();
  await prisma.signInFailure.create({ data: { key, failures: 304, lastAt: new Date() } });
  expect(await signInOutcome({ username: "any", password: PASSWORD }, client("203.0.113.8"))).toBe("wait");
  const answer = { error: "WaitUnlessFamiliar", waitS: expect.any(Number) };
  expect(await ask(user.username, "203.0.113.8")).toMatchObject({ status: 429, answer });
  expect(await ask(user.username, "203.0.113.7")).toBe("passes");
});

test("a wait that is over, or was cleared elsewhere, refuses nobody", async () => {
  for (let n = 0; n < 6; n++) await addFailure(nameCounter("cleared"));
  expect(await signInOutcome({ username: "cleared", password: PASSWORD }, client("203.0.113.9"))).toBe(
    "wait",
  );
  await prisma.signInFailure.deleteMany();
  expect(await ask("cleared", "203.0.113.9")).toBe("passes");
});

/* Negative control: one count for both kinds. */
test("a flood of forms without a device cookie leaves the places of known browsers free", async () => {
  const { value } = makeDeviceKey();
  const ended: (() => void)[] = [];
  const send = (device: string) => {
    const headers = new Headers({ cookie: `${deviceCookieName()}=${device}` });
    return gateSignIn(headers, "username=any&json=true", (then) => ended.push(then));
  };
  const answers = await Promise.all(Array.from({ length: 262 }, () => send("")));
  const refused = answers.filter((answer) => answer !== null);
  expect(refused).toHaveLength(6);
  expect(refused[0]?.status).toBe(503);
  expect(await refused[0]?.json()).toEqual({ error: "Busy" });
  expect(await send(value)).toBeNull();
  for (const end of ended) end();
  expect(await send("")).toBeNull();
  ended.at(-1)?.();
});
