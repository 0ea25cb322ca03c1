import { beforeEach, expect, test } from "vitest";
import { toLocalIso } from "@/lib/calendar/local-iso";
import { addDays, dayOf } from "@/lib/calendar/zone-days";
import { prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import { deleteAllUsers } from "@/lib/testing/records/delete-all-users";
import { makeSession, makeUser } from "@/lib/testing/records/factories";
import type { Admin } from "@/lib/viewer";
import { readOwnTimeline, readTimeline } from "./read-timeline";
import { OwnTimeline, Timeline } from "./timeline";
import type { TimelineFilter } from "./timeline-view";

const MINUTE_MS = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);
const at = (time: string) => new Date(`2025-11-${time}-05:00`); // the offset of Port-au-Prince in November
const local = (instant: Date) => toLocalIso(instant, env().timeZone);

let admin: Admin;

beforeEach(async () => {
  await deleteAllUsers();
  const { id: userId, username } = await makeUser({ name: "Zoé", role: "ADMIN" });
  admin = { userId, sessionId: userId, sessionKeyHash: "", username, name: "Zoé", role: "ADMIN" };
});

async function read(filter: Partial<TimelineFilter> = {}): Promise<Timeline> {
  const answer = await readTimeline(admin, { day: "2025-11-11", role: null, all: false, ...filter });
  expect(Timeline.parse(answer)).toEqual(answer);
  return answer;
}

test("a session over midnight is a bar on both days, uncut, and on no other day", async () => {
  const anna = await makeUser({ name: "Anna" });
  const [loginTime, logoutTime] = [at("11T22:00:05"), at("12T02:00:00")];
  const { id: sessionId } = await makeSession(anna, { loginTime, logoutTime, endReason: "MAX_AGE" });
  for (const day of ["2025-11-11", "2025-11-12"]) {
    const { lines, people, connected, sessions } = await read({ day });
    expect({ people, connected, sessions }).toEqual({ people: 1, connected: 1, sessions: 1 });
    const bar = {
      sessionId,
      loginTime: local(loginTime),
      logoutTime: local(logoutTime),
      endReason: "MAX_AGE",
    };
    expect(lines).toEqual([
      { userId: anna.id, username: anna.username, name: "Anna", role: "SECRETAIRE", sessions: [bar] },
    ]);
  }
  for (const day of ["2025-11-10", "2025-11-13"])
    expect(await read({ day })).toMatchObject({ lines: [], people: 0 });
});

test("a day to come reads as today; a session past its limits has ended, others stay open", async () => {
  const anna = await makeUser({ name: "Anna" });
  const silent = await makeSession(anna, {
    loginTime: ago(200),
    lastContactAt: ago(0),
    lastActivityAt: ago(61), // a minute past the limit
  });
  const open = await makeSession(anna, {
    loginTime: ago(200),
    lastContactAt: ago(0),
    lastActivityAt: ago(0),
  });
  const today = dayOf(new Date(), env().timeZone);
  const [answer, ...same] = await Promise.all([null, today, addDays(today, 1)].map((day) => read({ day })));
  expect(answer).toMatchObject({ day: today, today, connected: 1 });
  for (const { day, lines } of same) expect({ day, lines }).toEqual({ day: today, lines: answer?.lines });
  const bars = new Map(answer?.lines[0]?.sessions.map((bar) => [bar.sessionId, bar]));
  expect(bars.get(open.id)).toMatchObject({ logoutTime: null, endReason: null });
  if (dayOf(ago(1), env().timeZone) !== today) return; // the session ended yesterday
  expect(bars.get(silent.id)).toMatchObject({ logoutTime: expect.any(String), endReason: "IDLE_TIMEOUT" });
});

test("lines are sorted by name and limited to a role; `all` adds users without a session", async () => {
  const [bruno, anna] = [
    await makeUser({ name: "Bruno", role: "DIRECTEUR" }),
    await makeUser({ name: "Anna" }),
  ];
  await makeUser({ name: "Carla" });
  for (const [user, hour] of [
    [bruno, "08"],
    [anna, "10"],
    [anna, "09"],
  ] as const) {
    await makeSession(user, { loginTime: at(`11T${hour}:00:00`), logoutTime: at(`11T${hour}:30:00`) });
  }
  const summaryOf = async (filter: Partial<TimelineFilter>) => {
    const { lines, people, connected } = await read(filter);
    return { names: lines.map(({ name, sessions }) => `${name} ${sessions.length}`), people, connected };
  };
  expect(await summaryOf({})).toEqual({ names: ["Anna 2", "Bruno 1"], people: 2, connected: 2 });
  expect(await summaryOf({ all: true })).toEqual({
    names: ["Anna 2", "Bruno 1", "Carla 0", "Zoé 0"],
    people: 4,
    connected: 2,
  });
  expect(await summaryOf({ role: "SECRETAIRE" })).toEqual({ names: ["Anna 2"], people: 1, connected: 1 });
  expect(await summaryOf({ role: "SECRETAIRE", all: true })).toEqual({
    names: ["Anna 2", "Carla 0"],
    people: 2,
    connected: 1,
  });
  const [anna2] = (await read()).lines;
  expect(anna2?.sessions.map(({ loginTime }) => loginTime.slice(11, 16))).toEqual(["09:00", "10:00"]);
});

test("people who lost contact together are an outage of their day, within the filter", async () => {
  const people = await Promise.all(
    ["DIRECTEUR", "SECRETAIRE", "SECRETAIRE"].map((role) =>
      makeUser({ role: role === "DIRECTEUR" ? role : "SECRETAIRE" }),
    ),
  );
  const lost = await Promise.all(
    people.map((user, n) =>
      makeSession(user, {
        loginTime: at("11T08:00:00"),
        logoutTime: at(`11T14:02:${10 + n}`),
        endReason: "LOST_CONTACT",
      }),
    ),
  );
  const { outages } = await read();
  expect(outages).toEqual([
    { at: local(at("11T14:02:12")), people: 3, sessionIds: lost.map(({ id }) => id) },
  ]);
  expect((await read({ role: "SECRETAIRE" })).outages).toMatchObject([{ people: 2 }]);
  expect((await read({ role: "DIRECTEUR" })).outages).toEqual([]);
  expect((await read({ day: "2025-11-10" })).outages).toEqual([]);
});

test("beyond the maximum the first users by name stay, with all sessions; the totals count all", async () => {
  for (const name of ["Anna", "Bruno", "Carla"]) {
    const user = await makeUser({ name });
    for (const hour of ["08", "10"])
      await makeSession(user, { loginTime: at(`11T${hour}:00:00`), logoutTime: at(`11T${hour}:30:00`) });
  }
  const summaryOf = async (maxRows: { lines: number; sessions: number }) => {
    const { lines, people, sessions } = await readTimeline(
      admin,
      { day: "2025-11-11", role: null, all: false },
      undefined,
      maxRows,
    );
    return { names: lines.map((line) => `${line.name} ${line.sessions.length}`), people, sessions };
  };
  const all = { people: 3, sessions: 6 };
  expect(await summaryOf({ lines: 2, sessions: 10 })).toEqual({ names: ["Anna 2", "Bruno 2"], ...all });
  expect(await summaryOf({ lines: 3, sessions: 6 })).toEqual({
    names: ["Anna 2", "Bruno 2", "Carla 2"],
    ...all,
  });
  expect(await summaryOf({ lines: 3, sessions: 5 })).toEqual({ names: ["Anna 2", "Bruno 2"], ...all });
  expect(await summaryOf({ lines: 3, sessions: 4 })).toEqual({ names: ["Anna 2", "Bruno 2"], ...all });
  expect(await summaryOf({ lines: 3, sessions: 1 })).toEqual({ names: ["Anna 1"], ...all });
});

test("the own timeline has the viewer's sessions only", async () => {
  const own = await makeSession(
    { id: admin.userId },
    { loginTime: at("11T08:00:00"), logoutTime: at("11T09:00:00") },
  );
  await makeSession(await makeUser(), { loginTime: at("11T08:00:00"), logoutTime: at("11T09:00:00") });
  const answer = await readOwnTimeline(admin, "2025-11-11");
  expect(OwnTimeline.parse(answer)).toEqual(answer);
  expect(answer.sessions.map(({ sessionId }) => sessionId)).toEqual([own.id]);
  expect((await readOwnTimeline(admin, "2025-11-12")).sessions).toEqual([]);
  expect(await prisma.userSession.count()).toBe(2);
});
