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

/** Codes issued on this page. They stay until the user leaves it, because they can be shown only once. */
export interface Handout {
  codes: IssuedCode[];
  /** When the codes expire, RFC 3339. */
  until: string;
}

/** Adds codes to the earlier ones. The first expiry, which is the earliest, stands for all of them. */
export function addCodes(before: Handout | null, codes: IssuedCode[], until: string | null): Handout | null {
  if (codes.length === 0 || until === null) return before;
  return { codes: [...codes, ...(before?.codes ?? [])], until: before?.until ?? until };
}

interface Done {
  count: number;
  codes: IssuedCode[];
  codesUntil: string | null;
}

/** Runs actions on accounts, and refreshes the page after each. */
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
    router.refresh(); // also after a refusal: stale data on the page may be the cause
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
