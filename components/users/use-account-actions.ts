"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { type Fault, postJson } from "@/components/live/post-json";
import type { AccountRow } from "@/lib/users/accounts-view";
import type { IssuedCode } from "@/lib/users/issued-code";

export type Action =
  | { action: "reset" | "disable" | "enable" | "unlock" }
  | { action: "set-role"; role: AccountRow["role"] };

export interface Outcome {
  action: Action["action"];
  count: number;
}

/** Codes that were given on this page: shown once, so they stay until it is left. */
export interface Handout {
  codes: IssuedCode[];
  until: string;
}

/** With those that were given before; the earliest end counts for all. */
export function addCodes(before: Handout | null, codes: IssuedCode[], until: string | null): Handout | null {
  if (codes.length === 0 || until === null) return before;
  return { codes: [...codes, ...(before?.codes ?? [])], until: before?.until ?? until };
}

interface Done {
  count: number;
  codes: IssuedCode[];
  codesUntil: string | null;
}

/** Does something to people, and has the page drawn again with what came of it. */
export function useAccountActions() {
  const router = useRouter();
  const [working, setWorking] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [handout, setHandout] = useState<Handout | null>(null);

  async function act(action: Action, userIds: string[]): Promise<boolean> {
    setWorking(true);
    setFault(null);
    setOutcome(null);
    const answer = await postJson<Done>("/api/admin/users/actions", { ...action, userIds });
    setWorking(false);
    router.refresh(); // also after a refusal: what is shown may be why
    if ("fault" in answer) {
      setFault(answer.fault);
      return false;
    }
    const { count, codes, codesUntil } = answer.body;
    setOutcome({ action: action.action, count });
    setHandout((before) => addCodes(before, codes, codesUntil));
    return true;
  }
  return { act, working, fault, outcome, handout };
}
