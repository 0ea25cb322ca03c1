import fc from "fast-check";
import { expect, test } from "vitest";
import { limitEnd, limitsAfterOutage } from "./limits";
import { ONLINE_WINDOW_MS } from "./presence";

const MINUTE_MS = 60_000;
const limits = { idleMs: 60 * MINUTE_MS, maxAgeMs: 12 * 60 * MINUTE_MS };
const login = new Date("2025-11-11T12:00:00.000Z");
const minutes = (count: number) => count * MINUTE_MS;
const at = (minute: number) => new Date(login.getTime() + minutes(minute));

test.each([
  ["within both limits has no end", { contact: 59, activity: 30 }, 59, null],
  ["one ms before its idle limit has no end", { contact: 60, activity: 0 }, 59.999, null],
  [
    "that is idle while its tab is in contact ends at the idle limit",
    { contact: 60, activity: 0 },
    60,
    { at: at(60), reason: "IDLE_TIMEOUT" },
  ],
  [
    "that is noticed three days late ends at the idle limit",
    { contact: 60, activity: 0 },
    4320,
    { at: at(60), reason: "IDLE_TIMEOUT" },
  ],
  [
    "of a closed browser ends at its last contact",
    { contact: 10, activity: 10 },
    70,
    { at: at(10), reason: "LOST_CONTACT" },
  ],
  [
    "that is active to the end ends at its maximum age",
    { contact: 720, activity: 719 },
    720,
    { at: at(720), reason: "MAX_AGE" },
  ],
  [
    "that reaches both limits at once ends as idle",
    { contact: 720, activity: 660 },
    720,
    { at: at(720), reason: "IDLE_TIMEOUT" },
  ],
])("a session %s", (_case, { contact, activity }, nowMinutes, expected) => {
  const session = { loginTime: login, lastContactAt: at(contact), lastActivityAt: at(activity) };
  expect(limitEnd(session, limits, at(nowMinutes))).toEqual(expected);
});

const moment = fc.integer({ min: 0, max: limits.maxAgeMs });

test("an ended session stays ended, and its end does not depend on when it is noticed", () => {
  fc.assert(
    fc.property(moment, moment, moment, moment, (contact, activity, first, later) => {
      const session = {
        loginTime: login,
        lastContactAt: new Date(login.getTime() + contact),
        lastActivityAt: new Date(login.getTime() + Math.min(activity, contact)),
      };
      const noticed = limitEnd(session, limits, new Date(login.getTime() + first));
      const again = limitEnd(session, limits, new Date(login.getTime() + first + later));
      if (noticed) expect(again).toEqual(noticed);
    }),
  );
});

test("a session ends at its last contact when contact was lost, otherwise at its limit", () => {
  fc.assert(
    fc.property(moment, moment, (contact, activity) => {
      const lastContactAt = new Date(login.getTime() + contact);
      const lastActivityAt = new Date(login.getTime() + Math.min(activity, contact));
      const end = limitEnd({ loginTime: login, lastContactAt, lastActivityAt }, limits, at(100_000));
      const limit = Math.min(lastActivityAt.getTime() + limits.idleMs, login.getTime() + limits.maxAgeMs);
      expect(end?.at.getTime()).toBe(
        limit - lastContactAt.getTime() > ONLINE_WINDOW_MS ? lastContactAt.getTime() : limit,
      );
    }),
  );
});

/*
 * Negative control: when idle time counts during the outage, the first case fails; when it never counts, the
 * fourth.
 */
test.each([
  ["was active until the outage is open", true, { activity: 100, gone: 101, back: 400, now: 400 }],
  [
    "reports at the end of the return window is open",
    true,
    { activity: 100, gone: 101, back: 400, now: 401.25 },
  ],
  [
    "reports nothing within the return window has ended",
    false,
    { activity: 100, gone: 101, back: 400, now: 402 },
  ],
  ["was past its idle limit before has ended", false, { activity: 40, gone: 101, back: 400, now: 400.5 }],
  ["is past its maximum age has ended", false, { activity: 100, gone: 101, back: 720, now: 720 }],
  [
    "was idle for too long has ended, when the outage had no length",
    false,
    { activity: 40, gone: 101, back: 101, now: 101.5 },
  ],
] as const)("after an outage, a session that %s", (_case, isOpen, { activity, gone, back, now }) => {
  const outage = { silentMs: minutes(back - gone), sinceStartMs: minutes(now - back) };
  const session = { loginTime: login, lastContactAt: at(gone), lastActivityAt: at(activity) };
  expect(limitEnd(session, limitsAfterOutage(limits, outage), at(now)) === null).toBe(isOpen);
});
