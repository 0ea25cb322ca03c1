import { describe, expect, test } from "vitest";
import { judge } from "./invariants";
import { type Ledger, openLedger, type SessionRecord } from "./ledger";

const KEY = "a".repeat(64);
const T = Date.parse("2026-11-23T12:00:00Z");

/** Judges a campaign in which one user signed in, opened a page and signed out, after an optional change. */
function judgeRun(change: (ledger: Ledger, record: SessionRecord) => void = () => {}): string[] {
  const ledger = openLedger();
  ledger.signIns.push({ sessionKey: KEY });
  ledger.signOuts.push({ sessionKey: KEY, from: T + 5_000, to: T + 5_100 });
  ledger.answers.push({
    path: "/me",
    status: 200,
    retryAfter: null,
    location: null,
    sentAt: T + 1_000,
    answeredAt: T + 1_010,
    sessionKey: KEY,
    instance: "A",
  });
  ledger.twins.push({ fault: "writes that fail", path: "/me", expected: 200, on: "200 a", off: "200 a" });
  ledger.health.push(
    { after: "the beginning", pid: 7, ready: true, live: true },
    { after: "a fault", pid: 7, ready: true, live: true },
  );
  ledger.spooled.push({ after: "a fault", count: 0 });
  ledger.mostSpooled = 1;
  const record: SessionRecord = {
    sessionKey: KEY,
    logoutTime: new Date(T + 5_050),
    endReason: "SIGNED_OUT",
    opened: 1,
    ended: 1,
  };
  change(ledger, record);
  return judge(ledger, record.sessionKey === KEY ? [record] : []);
}

const answer = (ledger: Ledger, given: Partial<Ledger["answers"][number]>) =>
  Object.assign(ledger.answers[0] ?? {}, given);

/*
 * The tests below break the ledger. These changes of the product turn `npm run faults -- --short` red:
 * 1. Acknowledging a sign-in before its transaction commits.
 * 2. Acknowledging a sign-out before its row is written; writing a spooled sign-out with the time of its
 *    replay; never replaying the spool; and, in the whole campaign only, returning connections to the pool
 *    with a query pending.
 * 3. A guard that caches for five seconds that a session is open.
 * 4. A guard that treats an unavailable database as a missing session; a guard that waits for the write of
 *    contact.
 * 5. A process that exits when a connection is lost; a listener that does not reconnect.
 * 6. Replaying the spool only at the next start.
 */
test("a good run has no violations", () => {
  expect(judgeRun()).toEqual([]);
});

describe("an invariant is violated", () => {
  test.each<[cause: string, change: (ledger: Ledger, record: SessionRecord) => void, violation: RegExp]>([
    [
      "a sign-in whose row is lost",
      (_, record) => void Object.assign(record, { sessionKey: "lost" }),
      /^1: sign-in aaaaaaaa has 0 rows/,
    ],
    ["a sign-in that is recorded twice", (_, record) => void Object.assign(record, { opened: 2 }), /^1:/],
    [
      "a sign-out that ended nothing",
      (_, record) => void Object.assign(record, { logoutTime: null }),
      /^2: .* ended nothing/,
    ],
    [
      "a sign-out that is recorded twice",
      (_, record) => void Object.assign(record, { ended: 2 }),
      /^2: .* 2 times/,
    ],
    [
      "a sign-out that the sweep wrote",
      (_, record) => void Object.assign(record, { endReason: "LOST_CONTACT" }),
      /^2: .* LOST_CONTACT/,
    ],
    [
      "a sign-out with the time of its replay",
      (_, record) => void Object.assign(record, { logoutTime: new Date(T + 25_000) }),
      /^2: .* 20000 ms/,
    ],
    [
      "a page for a revoked session",
      (ledger, record) => {
        ledger.revocations.push({ sessionKey: KEY, at: T });
        Object.assign(record, { endReason: "REVOKED" });
        answer(ledger, { sentAt: T + 1_001 });
      },
      /3: \/me .* 200 from A, 1001 ms later/,
    ],
    ["a status 500", (ledger) => void answer(ledger, { status: 500 }), /^4: \/me got 500/],
    ["a 503 without Retry-After", (ledger) => void answer(ledger, { status: 503 }), /^4: \/me got 503/],
    [
      "a 401 before the session has ended",
      (ledger) => void answer(ledger, { status: 401 }),
      /^4: \/me got 401/,
    ],
    [
      "a redirect to the sign-in page",
      (ledger) => void answer(ledger, { status: 307, location: "/login?callbackUrl=%2Fme" }),
      /^4: \/me got 307/,
    ],
    [
      "a page that differs with tracking",
      (ledger) => void Object.assign(ledger.twins[0] ?? {}, { on: "200 b" }),
      /^4: with writes/,
    ],
    [
      "a page that fails with and without tracking",
      (ledger) => void Object.assign(ledger.twins[0] ?? {}, { on: "503 a", off: "503 a" }),
      /^4: with writes.* got 503/,
    ],
    ["no compared pages", (ledger) => void ledger.twins.pop(), /^4: no page/],
    [
      "a revocation that was not written",
      (ledger) => void ledger.revocations.push({ sessionKey: KEY, at: T + 60_000 }),
      /^3: revocation of aaaaaaaa is written as SIGNED_OUT/,
    ],
    [
      "an unacknowledged ending that is recorded twice",
      (ledger, record) => {
        ledger.signOuts.pop();
        Object.assign(record, { endReason: "REPLACED", ended: 2 });
      },
      /^2: session aaaaaaaa is recorded as opened 1 times and ended 2 times/,
    ],
    ["no response from a running instance", (ledger) => void answer(ledger, { status: 0 }), /^4: \/me got 0/],
    [
      "a restarted survivor",
      (ledger) => void Object.assign(ledger.health[1] ?? {}, { pid: 8 }),
      /^5: .* another process/,
    ],
    [
      "a survivor that is not ready",
      (ledger) => void Object.assign(ledger.health[1] ?? {}, { ready: false }),
      /^5: .* not ready/,
    ],
    [
      "a survivor without live updates",
      (ledger) => void Object.assign(ledger.health[1] ?? {}, { live: false }),
      /^5: .* receives no hints/,
    ],
    [
      "a fault that could not be caused",
      (ledger) =>
        void ledger.unmade.push({ fault: "the listener's connection terminated", why: "no backend" }),
      /^0: the listener's connection terminated could not be made: no backend/,
    ],
    [
      "a spool that was never used",
      (ledger) => void Object.assign(ledger, { mostSpooled: 0 }),
      /^6: no sign-out was ever/,
    ],
    [
      "a spool that is not replayed",
      (ledger) => void Object.assign(ledger.spooled[0] ?? {}, { count: 3 }),
      /^6: .* 3 sign-outs/,
    ],
  ])("by %s", (_cause, change, violation) => {
    const violations = judgeRun(change);
    expect(violations.join("\n")).toMatch(violation);
  });
});

test("a 503 with Retry-After, silence of a dead instance and a 401 after sign-out are no violations", () => {
  expect(judgeRun((ledger) => void answer(ledger, { status: 503, retryAfter: "5" }))).toEqual([]);
  expect(
    judgeRun((ledger) => {
      ledger.deaths.push({ instance: "A", from: T, to: T + 2_000 });
      answer(ledger, { status: 0 });
    }),
  ).toEqual([]);
  expect(
    judgeRun((ledger) => void answer(ledger, { status: 401, sentAt: T + 5_200, answeredAt: T + 5_210 })),
  ).toEqual([]);
});
