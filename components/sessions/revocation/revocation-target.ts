import { formatInstant } from "@/lib/i18n/format-instant";
import type { SessionRow } from "@/lib/sessions/session-row";
import type { NamedUser, RevocationTarget } from "./revocation";

/** What tells people of one name apart, and the sessions of one person. */
export function detailOf({ name, username, loginTime, ipAddress }: NamedUser): string {
  const parts = [username !== name && username, loginTime && formatInstant(loginTime), ipAddress];
  return parts.filter(Boolean).join(" · ");
}

export function describeWhom(whom: NamedUser): string {
  return [whom.name, detailOf(whom)].filter(Boolean).join(" · ");
}

/** Sessions as they were chosen from a list. */
export function theseSessions(rows: SessionRow[]): RevocationTarget {
  return {
    chosen: { sessionIds: rows.map(({ sessionId }) => sessionId) },
    whom: rows.map(({ name, username, loginTime, ipAddress }) => ({ name, username, loginTime, ipAddress })),
    people: new Set(rows.map(({ userId }) => userId)).size,
    sessions: rows.length,
  };
}

/** All sessions of a person. */
export function allSessionsOf(person: {
  userId: string;
  name: string;
  username: string;
  openSessions: number;
}): RevocationTarget {
  const { userId, name, username, openSessions } = person;
  return { chosen: { userIds: [userId] }, whom: [{ name, username }], people: 1, sessions: openSessions };
}
