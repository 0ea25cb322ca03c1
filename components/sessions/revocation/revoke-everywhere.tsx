"use client";
import { allSessionsOf } from "./revocation-target";
import { RevokeMany } from "./revoke-many";

interface Props {
  person: Parameters<typeof allSessionsOf>[0];
}

/** The button that revokes all sessions of a user, on all devices. */
export function RevokeEverywhere({ person }: Props) {
  return <RevokeMany target={() => allSessionsOf(person)} words="everywhere" className="mt-4" />;
}
