import { expect, test } from "vitest";
import { ACTIVE_WINDOW_MS, bestPresence, ONLINE_WINDOW_MS, presenceAt } from "./presence";

const now = new Date("2025-11-11T14:32:15.000Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const open = (contactMs: number, activityMs: number) => ({
  lastContactAt: ago(contactMs),
  lastActivityAt: ago(activityMs),
  logoutTime: null,
});

test.each([
  [ONLINE_WINDOW_MS, 0, "online"],
  [ONLINE_WINDOW_MS + 1, 0, "away"],
  [0, ACTIVE_WINDOW_MS, "online"],
  [0, ACTIVE_WINDOW_MS + 1, "away"],
  [ONLINE_WINDOW_MS + 1, ACTIVE_WINDOW_MS + 1, "away"],
])("%i ms after contact and %i ms after activity an open session is %s", (contact, activity, expected) => {
  expect(presenceAt(open(contact, activity), now)).toBe(expected);
});

test("an ended session is offline, however recent its contact", () => {
  expect(presenceAt({ ...open(0, 0), logoutTime: now }, now)).toBe("offline");
});

test.each([
  [[open(0, 0), open(ONLINE_WINDOW_MS + 1, 0)], true, "online"],
  [[open(ONLINE_WINDOW_MS + 1, 0)], true, "away"],
  [[], true, "offline"],
  [[], false, "never"],
])("a user has the best presence among the open sessions (case %#)", (sessions, everConnected, expected) => {
  expect(bestPresence(sessions, everConnected, now)).toBe(expected);
});
