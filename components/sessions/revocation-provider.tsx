"use client";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { askServer } from "@/components/frame/ask-server";
import type { RevocationStep, RevocationTarget, Who } from "./revocation";
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
  const opener = useRef<Element>(null);
  const busy = step.kind === "countdown" || step.kind === "sending";
  const revoke = useMemo(() => {
    const ask = (target: RevocationTarget, onDone?: () => void) => {
      opener.current = document.activeElement;
      setStep({ kind: "confirm", target, onDone });
    };
    return { ask, busy };
  }, [busy]);

  async function send({ chosen }: Who, reason: string, onDone?: () => void) {
    setStep({ kind: "sending" });
    const body = { ...chosen, ...(reason && { reason }) };
    const answer = await askServer<{ ended: number; complete: boolean }>("/api/admin/sessions/revoke", body);
    if ("fault" in answer) setStep({ kind: "failed", reason: answer.fault.reason });
    else {
      setStep({ kind: "done", ...answer.body });
      onDone?.();
    }
    onRevoked(); // also after a failure: some may have ended
  }

  function close() {
    setStep({ kind: "rest" });
    const back = opener.current?.isConnected ? opener.current : document.getElementById("content");
    if (back instanceof HTMLElement) back.focus(); // its row may have gone
  }

  return (
    <RevocationContext value={revoke}>
      {children}
      {step.kind === "confirm" && (
        <RevokeDialog
          target={step.target}
          confirm={(who, reason) => setStep({ kind: "countdown", who, reason, onDone: step.onDone })}
          cancel={() => setStep((now) => (now.kind === "confirm" ? { kind: "rest" } : now))}
        />
      )}
      {step.kind === "countdown" && (
        <RevokeCountdown
          who={step.who}
          send={() => void send(step.who, step.reason, step.onDone)}
          stop={() => setStep({ kind: "stopped" })}
        />
      )}
      <RevocationOutcome step={step} close={close} />
    </RevocationContext>
  );
}
