import { describe, expect, test } from "vitest";
import { judge } from "./invariants";
import { type Ledger, openLedger, type SessionRecord } from "./ledger";

const KEY = "a".repeat(64);
const T = Date.parse("2026-11-23T12:00:00Z");

/** One person who signed in, asked for a page and signed out, all of it well. */
function make(change: (ledger: Ledger, record: SessionRecord) => void = () => {}): string[] {
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
 * The product broken, as against the book: each of these turned `npm run faults -- --short` red.
 * 1. A sign-in that is answered before its transaction has ended.
 * 2. A sign-out that is answered before its row is written; a spool that is written with the time of its replay; a spool that nobody replays;
 *    and, in the whole campaign, connections that go back with what hangs on them.
 * 3. A guard that remembers for five seconds that a session was open.
 * 4. A guard that takes no answer of the database for no session; a guard that waits for the write of contact.
 * 5. A process that ends when a connection is lost; a listener that does not connect again.
 * 6. A spool that is not replayed until the next start.
 */
test("of a good run it has nothing to say", () => {
  expect(make()).toEqual([]);
});

describe("each invariant turns red", () => {
  test.each<[what: string, change: (ledger: Ledger, record: SessionRecord) => void, said: RegExp]>([
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
      "a page for who was revoked",
      (ledger, record) => {
        ledger.revocations.push({ sessionKey: KEY, at: T });
        Object.assign(record, { endReason: "REVOKED" });
        answer(ledger, { sentAt: T + 1_001 });
      },
      /3: \/me .* 200 from A, 1001 ms later/,
    ],
    ["an error of ours", (ledger) => void answer(ledger, { status: 500 }), /^4: \/me got 500/],
    ["a 503 without a word of when", (ledger) => void answer(ledger, { status: 503 }), /^4: \/me got 503/],
    ["somebody signed out by a fault", (ledger) => void answer(ledger, { status: 401 }), /^4: \/me got 401/],
    [
      "a page that leads to the sign-in page",
      (ledger) => void answer(ledger, { status: 307, location: "/login?callbackUrl=%2Fme" }),
      /^4: \/me got 307/,
    ],
    [
      "a page that tracking changed",
      (ledger) => void Object.assign(ledger.twins[0] ?? {}, { on: "200 b" }),
      /^4: with writes/,
    ],
    [
      "a page that fails with and without it",
      (ledger) => void Object.assign(ledger.twins[0] ?? {}, { on: "503 a", off: "503 a" }),
      /^4: with writes.* got 503/,
    ],
    ["pages that nobody compared", (ledger) => void ledger.twins.pop(), /^4: no page/],
    [
      "a revocation that was not written",
      (ledger) => void ledger.revocations.push({ sessionKey: KEY, at: T + 60_000 }),
      /^3: revocation of aaaaaaaa is written as SIGNED_OUT/,
    ],
    [
      "an ending that nobody was told of, written twice",
      (ledger, record) => {
        ledger.signOuts.pop();
        Object.assign(record, { endReason: "REPLACED", ended: 2 });
      },
      /^2: session aaaaaaaa is recorded as opened 1 times and ended 2 times/,
    ],
    ["no answer from who was alive", (ledger) => void answer(ledger, { status: 0 }), /^4: \/me got 0/],
    [
      "another process",
      (ledger) => void Object.assign(ledger.health[1] ?? {}, { pid: 8 }),
      /^5: .* another process/,
    ],
    [
      "a survivor that is ill",
      (ledger) => void Object.assign(ledger.health[1] ?? {}, { ready: false }),
      /^5: .* not ready/,
    ],
    [
      "a survivor that is deaf",
      (ledger) => void Object.assign(ledger.health[1] ?? {}, { live: false }),
      /^5: .* deaf/,
    ],
    [
      "a fault that could not be made",
      (ledger) => void ledger.unmade.push({ fault: "the listener cut", why: "no backend" }),
      /^0: the listener cut could not be made: no backend/,
    ],
    [
      "a spool that nobody used",
      (ledger) => void Object.assign(ledger, { mostSpooled: 0 }),
      /^6: no sign-out was ever/,
    ],
    [
      "a spool that stays",
      (ledger) => void Object.assign(ledger.spooled[0] ?? {}, { count: 3 }),
      /^6: .* 3 sign-outs/,
    ],
  ])("by %s", (_what, change, said) => {
    const complaints = make(change);
    expect(complaints.join("\n")).toMatch(said);
  });
});

test("what a fault excuses is none", () => {
  expect(make((ledger) => void answer(ledger, { status: 503, retryAfter: "5" }))).toEqual([]);
  expect(
    make((ledger) => {
      ledger.deaths.push({ instance: "A", from: T, to: T + 2_000 });
      answer(ledger, { status: 0 });
    }),
  ).toEqual([]);
  expect(
    make((ledger) => void answer(ledger, { status: 401, sentAt: T + 5_200, answeredAt: T + 5_210 })),
  ).toEqual([]);
});
