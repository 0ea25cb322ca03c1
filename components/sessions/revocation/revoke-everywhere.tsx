"use client";
import { allSessionsOf } from "./revocation-target";
import { RevokeMany } from "./revoke-many";

interface Props {
  person: Parameters<typeof allSessionsOf>[0];
}

/** Signs a person out on all of their devices. */
export function RevokeEverywhere({ person }: Props) {
  return <RevokeMany target={() => allSessionsOf(person)} words="everywhere" className="mt-4" />;
}
