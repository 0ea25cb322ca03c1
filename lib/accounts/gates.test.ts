import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { csrfCookieName, deviceCookieName } from "@/lib/auth/session/cookies";
import { csrfPair } from "@/lib/auth/sign-in/csrf";
import { waitToSayBusy } from "@/lib/auth/sign-in/gate-lookups";
import { makeDeviceKey } from "@/lib/auth/sign-in/known-device";
import { gateSignIn } from "@/lib/auth/sign-in/sign-in-gate";
import { strangersCounter } from "@/lib/auth/sign-in/throttle";
import { rememberWaits } from "@/lib/auth/sign-in/waits";
import { ADDRESS_HEADER } from "@/lib/http/client-address";
import type { Gate } from "@/lib/server/gate";
import { gateCode, gateNewPassword } from "./code-gate";

/** The one lookup of every gate: it lasts until it is released. */
const lookUp = vi.hoisted(() => vi.fn<() => Promise<never>>());
vi.mock("@/lib/auth/sign-in/read-attempt", () => ({ readAttempt: lookUp }));
vi.mock("@/lib/accounts/activate", () => ({ findOwner: lookUp }));
vi.mock("@/lib/auth/sign-in/gate-lookups", async (original) => ({
  ...(await original<typeof import("@/lib/auth/sign-in/gate-lookups")>()),
  waitToSayBusy: vi.fn(async () => {}),
}));

const csrf = csrfPair(undefined);
const BUSY = ["/login?error=Busy", "/activate?error=busy"];
const GATES: [string, { gate: Gate; body: string; atOnce: number }][] = [
  ["sign-in", { gate: gateSignIn, body: `username=any&password=x&csrfToken=${csrf.token}`, atOnce: 3 }],
  ["code", { gate: gateCode, body: "code=0000-0000-0000-0000", atOnce: 2 }],
  ["new password", { gate: gateNewPassword, body: "password=x", atOnce: 2 }],
];
type Way = (typeof GATES)[number][1];

interface Form {
  outcome: "waits" | "busy" | "passes" | "refused";
  /** Closes its connection. */
  close: () => void;
}

let sent: Form[] = [];
/** Functions to call when Next is done with a form. */
const doers: (() => void)[] = [];
let release = () => {};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  rememberWaits([{ key: strangersCounter().key, waitMs: 600_000 }]); // so that every sign-in is looked up
  const held = new Promise<never>((_resolve, reject) => {
    release = () => reject(Object.assign(new Error("away"), { code: "ECONNREFUSED" }));
  });
  held.catch(() => {});
  vi.mocked(waitToSayBusy).mockClear();
  lookUp.mockReset().mockReturnValue(held);
});

afterEach(async () => {
  release();
  await settle();
  for (const form of sent) form.close();
  for (const done of doers.splice(0)) done();
  sent = [];
  vi.useRealTimers();
});

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
const count = (forms: Form[], outcome: Form["outcome"]) =>
  forms.filter((form) => form.outcome === outcome).length;

/** Sends as many forms to a gate, and returns them as soon as the gate has done what it can. */
async function send(way: Way, forms: number, ipAddress: string, device = ""): Promise<Form[]> {
  const headers = new Headers({
    [ADDRESS_HEADER]: ipAddress,
    cookie: `${deviceCookieName()}=${device}; ${csrfCookieName()}=${csrf.cookie}`,
    "content-type": "application/x-www-form-urlencoded",
  });
  const now = Array.from({ length: forms }, () => sendOne(way, headers));
  sent.push(...now);
  await settle();
  return now;
}

function sendOne({ gate, body }: Way, headers: Headers): Form {
  const enders: (() => void)[] = [];
  const close = () => {
    for (const end of enders.splice(0)) end();
  };
  const form: Form = { outcome: "waits", close };
  const answer = gate(headers, body, {
    whenEnded: (then) => enders.push(then),
    whenDone: (then) => doers.push(then),
  });
  answer.then((refusal) => {
    const to = refusal?.headers.get("location") ?? "";
    form.outcome = refusal ? (BUSY.includes(to) ? "busy" : "refused") : "passes";
  });
  return form;
}

/* Negative control: one queue for all addresses. */
test.each(GATES)("one address has 64 places in the queue of the %s gate", async (_name, way) => {
  const flood = [
    ...(await send(way, 50, "2001:db8::1")),
    ...(await send(way, 50, "2001:db8::2")), // the same network
  ];
  expect(count(flood, "waits")).toBe(way.atOnce + 64);
  expect(count(flood, "busy")).toBe(100 - way.atOnce - 64);
  expect(waitToSayBusy).toHaveBeenCalledTimes(100 - way.atOnce - 64);
  expect(count(await send(way, 5, "203.0.113.2"), "waits")).toBe(5);
});

test.each(GATES)("a form is busy after 2.5 s in the queue of the %s gate", async (_name, way) => {
  const forms = await send(way, 10, "203.0.113.1");
  vi.advanceTimersByTime(2_400);
  const later = await send(way, 2, "203.0.113.2");
  vi.advanceTimersByTime(100);
  await settle();
  expect(count(forms, "busy")).toBe(10 - way.atOnce);
  expect(count(later, "waits")).toBe(2);
  expect(lookUp).toHaveBeenCalledTimes(way.atOnce);
  release();
  await settle();
  expect(count(forms, "passes")).toBe(way.atOnce); // the database is away, and Next answers in words
});

test.each(GATES)("a form whose client has gone leaves the queue of the %s gate", async (_name, way) => {
  const forms = await send(way, way.atOnce + 64, "203.0.113.1");
  expect(count(await send(way, 1, "203.0.113.1"), "busy")).toBe(1);
  for (const form of forms.slice(way.atOnce)) form.close();
  await settle();
  expect(count(forms, "waits")).toBe(way.atOnce);
  const next = await send(way, 1, "203.0.113.1");
  expect(count(next, "waits")).toBe(1);
  release();
  await settle();
  expect(lookUp).toHaveBeenCalledTimes(way.atOnce + 1);
});

/* Negative control: places by address alone, which keep out an office that somebody attacks from inside. */
test("forms without a device cookie leave places of the sign-in gate to those with one", async () => {
  const [, way] = GATES[0] ?? expect.fail();
  for (let n = 0; n < 20; n++) await send(way, 20, `203.0.113.${n}`);
  expect(count(sent, "waits")).toBe(way.atOnce + 100);
  expect(count(await send(way, 1, "203.0.113.0", makeDeviceKey().value), "waits")).toBe(1);
  const script = await send(way, 20, "203.0.113.0", makeDeviceKey().value);
  expect(count(script, "waits")).toBe(4);
});
