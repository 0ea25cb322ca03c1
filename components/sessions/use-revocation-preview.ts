"use client";
import useSWR from "swr";
import type { RevocationPreview } from "@/lib/users/revocation-preview";
import { fetchRefreshed } from "./fetch-refreshed";
import type { RevocationTarget } from "./revocation";

interface Who {
  state: "known" | "loading" | "failed";
  people: number;
  names: string[];
}

const ONCE = { revalidateOnFocus: false, revalidateOnReconnect: false, shouldRetryOnError: false };

/** Whom a revocation would sign out: those who were named, or whom the server finds by the filter at this moment. */
export function useRevocationPreview({ chosen, names }: RevocationTarget): Who {
  const address = "filter" in chosen ? addressOf(chosen.filter) : null;
  const { data, error } = useSWR(address, fetchRefreshed<RevocationPreview>, ONCE);
  if (address === null) return { state: "known", people: names.length, names };
  if (data) return { state: "known", people: data.body.people, names: data.body.names };
  return { state: error ? "failed" : "loading", people: 0, names: [] };
}

function addressOf(filter: { q: string; role: string | null; status: string | null }): string {
  const said = Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return `/api/admin/sessions/revoke?${new URLSearchParams(said)}`;
}
