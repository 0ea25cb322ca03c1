import { formatInstant } from "@/lib/i18n/format-instant";
import type { SessionRow } from "@/lib/sessions/session-row";
import type { NamedUser, RevocationTarget } from "./revocation";

/** Returns the details that distinguish users of one name, and the sessions of one user, joined by ` · `. */
export function detailOf({ name, username, loginTime, ipAddress }: NamedUser): string {
  const parts = [username !== name && username, loginTime && formatInstant(loginTime), ipAddress];
  return parts.filter(Boolean).join(" · ");
}

/** Returns the name and its details, `Marie Jean · mjean · 11/11/2025 14:32:15 · 192.0.2.7`. */
export function describeUser(whom: NamedUser): string {
  return [whom.name, detailOf(whom)].filter(Boolean).join(" · ");
}

/** Returns the target for sessions that were picked from a list. */
export function theseSessions(rows: SessionRow[]): RevocationTarget {
  return {
    chosen: { sessionIds: rows.map(({ sessionId }) => sessionId) },
    users: rows.map(({ name, username, loginTime, ipAddress }) => ({ name, username, loginTime, ipAddress })),
    people: new Set(rows.map(({ userId }) => userId)).size,
    sessions: rows.length,
  };
}

/** Returns the target for all sessions of a user. */
export function allSessionsOf(person: {
  userId: string;
  name: string;
  username: string;
  openSessions: number;
}): RevocationTarget {
  const { userId, name, username, openSessions } = person;
  return { chosen: { userIds: [userId] }, users: [{ name, username }], people: 1, sessions: openSessions };
}
