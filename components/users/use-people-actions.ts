"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { askServer, type Fault } from "./ask-server";
import type { HandedCode } from "./codes-handout";

export type Action =
  | { action: "reset" | "disable" | "enable" | "unlock" }
  | { action: "set-role"; role: "ADMIN" | "DIRECTEUR" | "SECRETAIRE" | "ARCHIVES" };

export interface Outcome {
  action: Action["action"];
  count: number;
  codes: HandedCode[];
  codesUntil: string | null;
}

/** Does something to people, and has the page drawn again with what came of it. */
export function usePeopleActions() {
  const router = useRouter();
  const [working, setWorking] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  async function act(action: Action, userIds: string[]): Promise<boolean> {
    setWorking(true);
    setFault(null);
    setOutcome(null);
    const answer = await askServer<Omit<Outcome, "action">>("/api/admin/users/actions", {
      ...action,
      userIds,
    });
    setWorking(false);
    router.refresh(); // also after a refusal: what is shown may be why
    if ("fault" in answer) {
      setFault(answer.fault);
      return false;
    }
    setOutcome({ action: action.action, ...answer.body });
    return true;
  }
  return { act, working, fault, outcome };
}
