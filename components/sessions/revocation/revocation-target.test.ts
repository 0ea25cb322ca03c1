import { expect, test } from "vitest";
import type { SessionRow } from "@/lib/sessions/session-row";
import { allSessionsOf, describeUser, theseSessions } from "./revocation-target";

test.each([
  [{ name: "Marie Jean", username: "mjean" }, "Marie Jean · mjean"],
  [{ name: "admin001", username: "admin001" }, "admin001"],
  [
    {
      name: "Marie Jean",
      username: "mjean",
      loginTime: "2025-11-11T14:32:15-05:00",
      ipAddress: "192.0.2.7",
    },
    "Marie Jean · mjean · 11/11/2025 14:32:15 · 192.0.2.7",
  ],
  [
    { name: "Marie Jean", username: "mjean", loginTime: "2025-11-11T14:32:15-05:00", ipAddress: null },
    "Marie Jean · mjean · 11/11/2025 14:32:15",
  ],
])("%j is described as %s", (user, words) => {
  expect(describeUser(user)).toBe(words);
});

test("picked sessions are listed one by one, and each user counts once", () => {
  const session = (sessionId: string, userId: string) =>
    ({
      sessionId,
      userId,
      name: userId,
      username: userId,
      loginTime: sessionId,
      ipAddress: null,
    }) as SessionRow;
  expect(theseSessions([session("a", "marie"), session("b", "marie"), session("c", "paul")])).toEqual({
    chosen: { sessionIds: ["a", "b", "c"] },
    users: [
      { name: "marie", username: "marie", loginTime: "a", ipAddress: null },
      { name: "marie", username: "marie", loginTime: "b", ipAddress: null },
      { name: "paul", username: "paul", loginTime: "c", ipAddress: null },
    ],
    people: 2,
    sessions: 3,
  });
});

test("a target for all sessions of a user lists the user once", () => {
  const person = { userId: "1", name: "Marie", username: "mjean", openSessions: 2 };
  expect(allSessionsOf(person)).toEqual({
    chosen: { userIds: ["1"] },
    users: [{ name: "Marie", username: "mjean" }],
    people: 1,
    sessions: 2,
  });
});
