"use client";
import { useEffect, useState } from "react";
import type { RevocationPreview } from "@/lib/users/revocation-preview";
import { fetchRefreshed } from "./fetch-refreshed";
import type { RevocationTarget } from "./revocation";

interface Who {
  state: "known" | "loading" | "failed";
  people: number;
  names: string[];
}

const LOOKING: Who = { state: "loading", people: 0, names: [] };

/** Whom a revocation would sign out: those who were named, or whom the server finds by the filter now, not when it was last asked. */
export function useRevocationPreview({ chosen, names }: RevocationTarget): Who {
  const [found, setFound] = useState<Who>(LOOKING);
  const address = "filter" in chosen ? addressOf(chosen.filter) : null;

  useEffect(() => {
    if (address === null) return;
    let gone = false;
    const look = async () => {
      const who = await ask(address);
      if (!gone) setFound(who);
    };
    void look();
    return () => {
      gone = true;
    };
  }, [address]);

  return address === null ? { state: "known", people: names.length, names } : found;
}

async function ask(address: string): Promise<Who> {
  try {
    const { body } = await fetchRefreshed<RevocationPreview>(address);
    return { state: "known", people: body.people, names: body.names };
  } catch {
    return { ...LOOKING, state: "failed" };
  }
}

function addressOf(filter: { q: string; role: string | null; status: string | null }): string {
  const said = Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return `/api/admin/sessions/revoke?${new URLSearchParams(said)}`;
}
