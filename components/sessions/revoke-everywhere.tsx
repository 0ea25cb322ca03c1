"use client";
import { RevokeMany } from "./revoke-many";

interface Props {
  person: { userId: string; name: string; openSessions: number };
}

/** Signs a person out on all of their devices. */
export function RevokeEverywhere({ person: { userId, name, openSessions } }: Props) {
  const target = { chosen: { userIds: [userId] }, names: [name], sessions: openSessions };
  return <RevokeMany target={() => target} words="everywhere" className="mt-4" />;
}
