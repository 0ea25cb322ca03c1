import { addDays, dayOf, startOfDay, weekdayOf } from "@/lib/calendar/zone-days";
import { prisma } from "@/lib/db/client";
import type { EndReason } from "@/lib/db/generated/enums";
import { env } from "@/lib/env";
import { AGENTS } from "@/lib/simulator/desks";
import { makeSession } from "@/lib/testing/records/factories";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Address and user agent of each sample account. An account that is not listed has never signed in. */
const DESKS: [username: string, address: string, agent: string][] = [
  ["anderson002", "192.168.1.11", AGENTS.edge],
  ["wilbert001", "192.168.1.12", AGENTS.chrome],
  ["directeur001", "192.168.1.13", AGENTS.chrome],
  ["directeur002", "192.168.1.14", AGENTS.firefox],
  ["hantz123", "192.168.1.21", AGENTS.chrome],
  ["secretaire001", "192.168.1.22", AGENTS.chrome],
  ["secretaire002", "192.168.1.23", AGENTS.firefox],
  ["peterson002", "192.168.1.31", AGENTS.chrome],
  ["archives001", "192.168.1.32", AGENTS.edge],
  ["archives002", "192.168.1.33", AGENTS.chrome],
  ["admin001", "192.168.1.41", AGENTS.chrome],
];

/** Open sessions: the minutes since the sign-in, the last contact and the last activity. */
const OPEN: [
  username: string,
  minutes: number,
  contact: number,
  activity: number,
  from?: [address: string, agent: string],
][] = [
  ["wilbert001", 172, 0, 0],
  ["wilbert001", 44, 0, 1, ["200.113.219.48", AGENTS.iphone]],
  ["hantz123", 187, 0, 2],
  ["secretaire001", 181, 0, 1],
  ["peterson002", 165, 0, 3],
  ["archives001", 158, 0, 22],
  ["archives001", 31, 12, 12, ["186.190.12.77", AGENTS.android]],
  ["secretaire002", 149, 0, 9],
  ["directeur001", 133, 6, 6],
  ["archives002", 96, 0, 14],
];

/** Sessions that ended today: the minutes since the sign-in and since the end, and the reason. */
const ENDED: [username: string, login: number, logout: number, endReason: EndReason][] = [
  ["directeur002", 201, 8, "SIGNED_OUT"],
  ["admin001", 95, 25, "SIGNED_OUT"],
  ["archives002", 190, 98, "LOST_CONTACT"],
  ["anderson002", 205, 110, "SIGNED_OUT"],
];

/**
 * The weekend has no sessions, unless it was yesterday: the pictures show yesterday, which is always a
 * working day.
 */
const SATURDAY = 5;

/** Hour and duration of the power cut of yesterday. */
const CUT_HOUR = 14;
const CUT_MS = 17 * MINUTE_MS;

/**
 * Inserts two weeks of sessions of an office, up to `now`, into the database of a product that has just
 * started.
 */
export async function makeHistory(now: Date): Promise<void> {
  const ids = await readIds();
  const ago = (minutes: number) => new Date(now.getTime() - minutes * MINUTE_MS);
  for (const [username, minutes, contact, activity, from] of OPEN) {
    const [ipAddress, userAgent] = from ?? deskOf(username);
    const times = { loginTime: ago(minutes), lastContactAt: ago(contact), lastActivityAt: ago(activity) };
    await makeSession({ id: ids(username) }, { ...times, ipAddress, userAgent });
  }
  for (const [username, login, logout, endReason] of ENDED) {
    await makeEnded({ id: ids(username) }, deskOf(username), ago(login), ago(logout), endReason);
  }
  const { timeZone } = env();
  const today = dayOf(now, timeZone);
  for (let day = 1; day <= 14; day++) {
    const date = addDays(today, -day);
    if (day === 1 || weekdayOf(date) < SATURDAY) await makeDay(startOfDay(date, timeZone), day, ids);
  }
}

/**
 * Inserts a working day. Users sign in one after the other and take a break at noon; some forget to sign out.
 * Yesterday has the power cut.
 */
async function makeDay(midnight: Date, day: number, ids: (username: string) => string): Promise<void> {
  const cut = midnight.getTime() + CUT_HOUR * HOUR_MS;
  for (const [place, [username, ...desk]] of DESKS.entries()) {
    const began = midnight.getTime() + 8 * HOUR_MS + ((place * 7 + day * 11) % 50) * MINUTE_MS;
    const noon = began + (3 * 60 + ((place * 13) % 35)) * MINUTE_MS;
    const evening = began + (7 * 60 + ((place * 17 + day * 5) % 80)) * MINUTE_MS;
    const forgets = (place + day) % 5 === 0;
    const user = { id: ids(username) };
    const back = noon + (40 + (place % 4) * 5) * MINUTE_MS;
    await makeEnded(user, desk, new Date(began), new Date(noon), forgets ? "IDLE_TIMEOUT" : "SIGNED_OUT");
    const again = day === 1 ? cut + CUT_MS + place * MINUTE_MS : back;
    if (day === 1)
      await makeEnded(
        user,
        desk,
        new Date(back),
        new Date(cut + 2 * MINUTE_MS + place * 3_000),
        "LOST_CONTACT",
      );
    await makeEnded(user, desk, new Date(again), new Date(evening), forgets ? "LOST_CONTACT" : "SIGNED_OUT");
  }
}

async function makeEnded(
  user: { id: string },
  [ipAddress, userAgent]: [string, string],
  loginTime: Date,
  logoutTime: Date,
  endReason: EndReason,
): Promise<void> {
  const lastTimes = { lastContactAt: logoutTime, lastActivityAt: logoutTime };
  await makeSession(user, { loginTime, logoutTime, endReason, ipAddress, userAgent, ...lastTimes });
}

function deskOf(wanted: string): [string, string] {
  const found = DESKS.find(([username]) => username === wanted);
  if (!found) throw new Error(`${wanted} has no desk`);
  return [found[1], found[2]];
}

async function readIds(): Promise<(username: string) => string> {
  const users = await prisma.user.findMany({ select: { id: true, usernameKey: true } });
  const byName = new Map(users.map(({ id, usernameKey }) => [usernameKey, id]));
  return (username) => {
    const id = byName.get(username);
    if (!id) throw new Error(`no account is called ${username}`);
    return id;
  };
}
