import { beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { hashPassword } from "@/lib/auth/password/password";
import { csrfCookieName, deviceCookieName } from "@/lib/auth/session/cookies";
import { prisma } from "@/lib/db/client";
import { databaseNow } from "@/lib/db/clock";
import { ADDRESS_HEADER } from "@/lib/http/client-address";
import type { FormEvents } from "@/lib/server/gate";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import { signInOutcome } from "@/lib/testing/records/sign-in-outcome";
import { csrfPair } from "./csrf";
import { makeDeviceKey, rememberDevice } from "./known-device";
import { readAttempt } from "./read-attempt";
import { gateSignIn } from "./sign-in-gate";
import { addFailure, addressCounter, familiarCounter, nameCounter, strangersCounter } from "./throttle";

vi.mock("./gate-lookups", async (original) => ({
  ...(await original<typeof import("./gate-lookups")>()),
  waitToSayBusy: async () => {},
}));

const PASSWORD = "correct horse battery";
let passwordHash: string;

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

beforeEach(async () => {
  await prisma.signInFailure.deleteMany();
});

const client = (ipAddress: string) => ({ ipAddress, userAgent: null, previous: null, deviceHashes: [] });

const csrf = csrfPair(undefined);
const CSRF_COOKIE = `${csrfCookieName()}=${encodeURIComponent(csrf.cookie)}`;
const headersOf = (ipAddress: string, device = "", cookie = CSRF_COOKIE) =>
  new Headers({
    [ADDRESS_HEADER]: ipAddress,
    cookie: `${cookie}; ${deviceCookieName()}=${device}`,
    "content-type": "application/x-www-form-urlencoded",
  });
const bodyOf = (fields: Record<string, string>) =>
  String(new URLSearchParams({ csrfToken: csrf.token, ...fields }));

/** The events of a form whose client stays. */
const STAYS: FormEvents = { whenEnded: () => {}, whenDone: () => {} };
/** The events of a form that is answered at once. */
const AT_ONCE: FormEvents = { ...STAYS, whenDone: (then) => then() };

/** Inserts a user who has signed in from an address. */
async function makeUserOf(ipAddress: string) {
  const user = await makeUser({ passwordHash });
  await makeSession({ id: user.id }, { ipAddress });
  return user;
}

/** Makes strangers at an address wait for two minutes, and lets this process know. Returns their counter. */
async function fillAddress(ipAddress: string) {
  const full = { key: addressCounter(ipAddress).key, failures: 107, lastAt: await databaseNow() };
  await prisma.signInFailure.create({ data: full });
  expect(await signInOutcome({ username: "any", password: "x" }, client(ipAddress))).toBe("wait");
  return full;
}

/** Asks the gate, and returns the answer in short; "passes" when Next would receive the form. */
async function ask(
  username: string,
  ipAddress: string,
  { json = "true", device = "", password = "x" } = {},
): Promise<unknown> {
  const body = bodyOf({ username, password, json });
  const refusal = await gateSignIn(headersOf(ipAddress, device), body, AT_ONCE);
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
      answer: { error: "WaitUnlessFamiliar", waitS: 15 },
    });
    expect(await ask(username, "198.51.100.3", { json: "false" })).toMatchObject({
      status: 303,
      answer: "/login?error=WaitUnlessFamiliar&wait=15",
    });
  }
  expect(await ask("guessed", "198.51.100.3", { device: key.value })).toBe("passes");
});

test("while an address must wait, only users who have signed in from there pass", async () => {
  const user = await makeUserOf("203.0.113.5");
  await fillAddress("203.0.113.5");
  const answer = { error: "WaitUnlessFamiliar", waitS: expect.any(Number) };
  expect(await ask("any", "203.0.113.5")).toMatchObject({ status: 429, answer });
  expect(await ask(user.username, "203.0.113.5", { password: PASSWORD })).toBe("passes");
  expect(await ask("any", "203.0.113.6")).toBe("passes");
});

/** Returns an answer without the part of its wait that is due to the time that a check takes. */
async function summarise(answer: Response | null) {
  if (!answer) return "passes";
  const { waitS, ...body } = await answer.json();
  const headers = [...answer.headers].filter(([name]) => name !== "retry-after");
  return { status: answer.status, headers, body: { ...body, waitS: Math.ceil(waitS / 5) * 5 } };
}

const AT = "203.0.113.15";
type Fields = { username: string; password: string; csrfToken?: string; headers?: Headers };
const WAIT_120 = { status: 429, body: { error: "WaitUnlessFamiliar", waitS: 120 } };
const STALE = { status: 401, body: { error: "Stale" } };

/*
 * Negative controls: a gate that passes the forms of familiar users to Next, or says that their lane is full;
 * one that looks at the name of a form without its token.
 */
test.each<[string, object, (username: string) => Fields[]]>([
  ["a wrong password", WAIT_120, (username) => [{ username, password: "wrong" }]],
  ["no password", WAIT_120, (username) => [{ username, password: "" }]],
  ["a password that is too long", WAIT_120, (username) => [{ username, password: "x".repeat(200) }]],
  [
    "twenty forms at once",
    WAIT_120,
    (username) => Array.from({ length: 20 }, (_, n) => ({ username, password: `wrong ${n}` })),
  ],
  [
    "the right password without a token",
    STALE,
    (username) => [{ username, password: PASSWORD, csrfToken: "" }],
  ],
  [
    "the right password with the token of another cookie",
    STALE,
    (username) => [{ username, password: PASSWORD, csrfToken: csrfPair(undefined).token }],
  ],
  [
    "the right password and a cookie that we have not sealed",
    STALE,
    (username) => [
      { username, password: PASSWORD, csrfToken: "t", headers: headersOf(AT, "", `${csrfCookieName()}=t|t`) },
    ],
  ],
  [
    "the right password and no cookie",
    STALE,
    (username) => [{ username, password: PASSWORD, headers: headersOf(AT, "", "") }],
  ],
])(
  "while an address must wait, %s gets one answer for users of that address and unknown names",
  async (_case, expected, formsOf) => {
    const user = await makeUserOf(AT);
    const ended: (() => void)[] = [];
    const answersTo = async (username: string) => {
      await prisma.signInFailure.deleteMany();
      await fillAddress(AT);
      const answers = await Promise.all(
        formsOf(username).map(({ headers = headersOf(AT), ...fields }) =>
          gateSignIn(headers, bodyOf({ json: "true", ...fields }), {
            ...STAYS,
            whenDone: (then) => void ended.push(then),
          }),
        ),
      );
      for (const then of ended.splice(0)) then();
      return Promise.all(answers.map(summarise));
    };
    const ofUser = await answersTo(user.username);
    for (const answer of ofUser) expect(answer).toMatchObject(expected);
    expect(ofUser).toEqual(await answersTo("unknown.there"));
  },
);

/* Negative control: a gate that asks the counter of a familiar address, which unknown names do not have. */
test("while only a familiar user's own counter is full, a wrong password passes whoever has the name", async () => {
  const user = await makeUserOf("203.0.113.20");
  for (let n = 0; n < 7; n++) await addFailure(familiarCounter(user.username, "203.0.113.20"));
  await readAttempt({ ...client("203.0.113.20"), usernameKey: user.username, sessionId: null });
  for (const username of [user.username, "unknown.there"])
    expect(await ask(username, "203.0.113.20")).toBe("passes");
});

/* Negative control: forms that Next refuses at once and counts nowhere, in any number. */
test.each<[string, Record<string, string>, unknown]>([
  ["without a token", { csrfToken: "" }, "Stale"],
  ["without a name", { username: "" }, "CredentialsSignin"],
  ["with a name that nobody can have", { username: "a".repeat(300) }, "CredentialsSignin"],
  ["without a password", { password: "" }, "CredentialsSignin"],
])("a form %s is answered at the gate, whoever has the name", async (_what, wrong, error) => {
  const user = await makeUserOf("203.0.113.21");
  for (const username of [user.username, "unknown.there"]) {
    const body = bodyOf({ username, password: "x", json: "true", ...wrong });
    const refusal = await gateSignIn(headersOf("203.0.113.21"), body, AT_ONCE);
    expect(refusal?.status).toBe(401);
    expect(await refusal?.json()).toEqual({ error });
  }
});

test("what is no form is refused at the gate, whoever has the name", async () => {
  const user = await makeUserOf("203.0.113.17");
  await fillAddress("203.0.113.17");
  for (const username of [user.username, "unknown.there"]) {
    const headers = headersOf("203.0.113.17");
    headers.set("content-type", "text/plain");
    const asked = gateSignIn(headers, bodyOf({ username, password: "x" }), AT_ONCE);
    await expect(asked).rejects.toMatchObject({ code: "bad_request" });
  }
});

/* Negative control: a check in the gate that counts nothing gives guesses without end. */
test("a wrong password counts at the gate, for its user at that address only", async () => {
  const user = await makeUserOf("203.0.113.18");
  const full = await fillAddress("203.0.113.18");
  const answerTo = async (password: string) => {
    const answer = await ask(user.username, "203.0.113.18", { password });
    return answer === "passes" ? answer : 429;
  };
  for (let n = 0; n < 6; n++) expect(await answerTo("wrong")).toBe(429);
  expect(await answerTo(PASSWORD)).toBe(429);
  const counters = await prisma.signInFailure.findMany({ orderBy: { failures: "asc" } });
  expect(counters).toMatchObject([{ failures: 6 }, full]);
});

/* Negative control: a gate whose check leaves something behind that keeps the check after it out. */
test("a user with the right password passes the gate again and again, and then is signed in", async () => {
  const user = await makeUserOf("203.0.113.19");
  await fillAddress("203.0.113.19");
  for (let n = 0; n < 8; n++) {
    expect(await ask(user.username, "203.0.113.19", { password: PASSWORD })).toBe("passes");
    const { username } = user;
    expect(await signInOutcome({ username, password: PASSWORD }, client("203.0.113.19"))).toBe("in");
  }
});

/* Negative control: the first of two, with which a script fills the places of a name that it does not try. */
test("of two names in a form the gate reads the last one, like next-auth", async () => {
  const user = await makeUserOf("203.0.113.16");
  await fillAddress("203.0.113.16");
  const statusOf = async (...names: string[]) => {
    const body = `${names.map((name) => `username=${name}&`).join("")}${bodyOf({ password: PASSWORD, json: "true" })}`;
    const answer = await gateSignIn(headersOf("203.0.113.16"), body, AT_ONCE);
    return answer?.status ?? "passes";
  };
  expect(await statusOf("other", user.username)).toBe("passes");
  expect(await statusOf(user.username, "other")).toBe(429);
});

test("while all strangers must wait, users in their own places pass", async () => {
  const user = await makeUserOf("203.0.113.7");
  const { key } = strangersCounter();
  await prisma.signInFailure.create({ data: { key, failures: 304, lastAt: new Date() } });
  expect(await signInOutcome({ username: "any", password: PASSWORD }, client("203.0.113.8"))).toBe("wait");
  const answer = { error: "WaitUnlessFamiliar", waitS: expect.any(Number) };
  expect(await ask(user.username, "203.0.113.8")).toMatchObject({ status: 429, answer });
  expect(await ask(user.username, "203.0.113.7", { password: PASSWORD })).toBe("passes");
});

test("a wait that is over, or was cleared elsewhere, refuses nobody", async () => {
  for (let n = 0; n < 6; n++) await addFailure(nameCounter("cleared"));
  expect(await signInOutcome({ username: "cleared", password: PASSWORD }, client("203.0.113.9"))).toBe(
    "wait",
  );
  await prisma.signInFailure.deleteMany();
  expect(await ask("cleared", "203.0.113.9")).toBe("passes");
});

/** Sends forms that pass, or are busy, and stay in progress until `end` is called. */
function makeSender() {
  const ended: (() => void)[] = [];
  const send = async (username: string, ipAddress: string, device = "") => {
    const body = bodyOf({ username, password: "x", json: "true" });
    const refusal = await gateSignIn(headersOf(ipAddress, device), body, {
      ...STAYS,
      whenDone: (then) => ended.push(then),
    });
    return refusal ? { status: refusal.status, body: await refusal.json() } : "passes";
  };
  const end = () => {
    for (const then of ended.splice(0)) then();
  };
  onTestFinished(end);
  const sendAll = async (forms: Parameters<typeof send>[]) => {
    const answers = await Promise.all(forms.map((form) => send(...form)));
    const busy = answers.filter((answer) => answer !== "passes");
    for (const answer of busy) expect(answer).toEqual({ status: 503, body: { error: "Busy" } });
    return forms.length - busy.length;
  };
  return { send, sendAll, end };
}

type Form = Parameters<ReturnType<typeof makeSender>["send"]>;
const forms = (count: number, make: (n: number) => Form) => Array.from({ length: count }, (_, n) => make(n));

/* Negative control: one count for both kinds. */
test("a flood of forms without a device cookie leaves the places of known browsers free", async () => {
  const { send, sendAll, end } = makeSender();
  const flood = forms(262, (n) => [`any${n}`, `203.0.113.${n % 20}`]);
  expect(await sendAll(flood)).toBe(256);
  expect(await send("any", "203.0.113.1", makeDeviceKey().value)).toBe("passes");
  end();
  expect(await send("any", "203.0.113.1")).toBe("passes");
});

/* Negative control: places of all addresses together. */
test.each([
  ["without a device cookie", () => ""],
  ["with one", () => makeDeviceKey().value],
])("a flood of forms %s from one network leaves half of the places to others", async (_kind, device) => {
  const { send, sendAll } = makeSender();
  expect(await sendAll(forms(130, (n) => [`any${n}`, "203.0.113.1", device()]))).toBe(128);
  expect(await send("any", "203.0.113.2", device())).toBe("passes");
});

/* Negative control: places of a network alone, all of which somebody with one right password takes. */
test("one browser, and one name in a network, have four places", async () => {
  const { send, sendAll } = makeSender();
  const { value } = makeDeviceKey();
  expect(await sendAll(forms(6, () => ["secretary", "203.0.113.1"]))).toBe(4);
  expect(await sendAll(forms(6, (n) => [`any${n}`, "203.0.113.1", value]))).toBe(4);
  expect(await send("another", "203.0.113.1")).toBe("passes");
  expect(await send("secretary", "203.0.113.2"), "the owner of the name, elsewhere").toBe("passes");
  expect(await send("secretary", "203.0.113.1", makeDeviceKey().value)).toBe("passes");
});
