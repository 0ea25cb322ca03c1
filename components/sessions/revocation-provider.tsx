"use client";
import { type ReactNode, useCallback, useState } from "react";
import { askServer } from "@/components/frame/ask-server";
import type { RevocationStep, RevocationTarget } from "./revocation";
import { RevocationContext } from "./revocation-context";
import { RevocationOutcome } from "./revocation-outcome";
import { RevokeCountdown } from "./revoke-countdown";
import { RevokeDialog } from "./revoke-dialog";

interface Props {
  /** Sessions have ended, or may have. */
  onRevoked: () => void;
  children: ReactNode;
}

/**
 * Lets what is in it revoke sessions: a question, then five seconds in which it can be stopped, then at once. Whoever leaves the page before has
 * sent nothing.
 */
export function RevocationProvider({ onRevoked, children }: Props) {
  const [step, setStep] = useState<RevocationStep>({ kind: "rest" });
  const ask = useCallback((target: RevocationTarget) => setStep({ kind: "confirm", target }), []);

  async function send(target: RevocationTarget, reason: string) {
    setStep({ kind: "sending" });
    const body = { ...target.chosen, ...(reason && { reason }) };
    const answer = await askServer<{ ended: number }>("/api/admin/sessions/revoke", body);
    if ("fault" in answer) setStep({ kind: "failed", reason: answer.fault.reason });
    else setStep({ kind: "done", ended: answer.body.ended });
    onRevoked(); // also after a failure: some may have ended
  }

  return (
    <RevocationContext value={ask}>
      {children}
      {step.kind === "confirm" && (
        <RevokeDialog
          target={step.target}
          confirm={(people, reason) => setStep({ kind: "countdown", target: step.target, people, reason })}
          cancel={() => setStep((now) => (now.kind === "confirm" ? { kind: "rest" } : now))}
        />
      )}
      {step.kind === "countdown" && (
        <RevokeCountdown
          people={step.people}
          name={step.target.names[0] ?? ""}
          send={() => void send(step.target, step.reason)}
          stop={() => setStep({ kind: "stopped" })}
        />
      )}
      <RevocationOutcome step={step} close={() => setStep({ kind: "rest" })} />
    </RevocationContext>
  );
}
