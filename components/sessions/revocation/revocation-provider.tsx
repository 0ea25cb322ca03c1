"use client";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { postJson } from "@/components/live/post-json";
import { focusContent } from "@/components/ui/focus-content";
import type { RevocationStep, RevocationTarget } from "./revocation";
import { RevocationContext } from "./revocation-context";
import { RevocationOutcome } from "./revocation-outcome";
import { RevokeCountdown } from "./revoke-countdown";
import { RevokeDialog } from "./revoke-dialog";

interface Props {
  /** Called after each attempt. Sessions may have ended even when it failed. */
  onAttempted: () => void;
  children: ReactNode;
}

/**
 * Lets its children revoke sessions: a dialog, a countdown of five seconds that can be stopped, then the
 * request. Leaving the page before the request sends nothing.
 */
export function RevocationProvider({ onAttempted, children }: Props) {
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

  async function send({ chosen }: RevocationTarget, reason: string, onDone?: () => void) {
    setStep({ kind: "sending" });
    const body = { ...chosen, ...(reason && { reason }) };
    const answer = await postJson<{ ended: number; complete: boolean }>("/api/admin/sessions/revoke", body);
    if ("fault" in answer) setStep({ kind: "failed", reason: answer.fault.reason });
    else {
      setStep({ kind: "done", ...answer.body });
      if (answer.body.complete) onDone?.();
    }
    onAttempted(); // also after a failure: some sessions may have ended
  }

  function close() {
    setStep({ kind: "rest" });
    const back = opener.current;
    if (back instanceof HTMLElement && back.isConnected) back.focus();
    else focusContent(); // the button's row is gone
  }

  return (
    <RevocationContext value={revoke}>
      {children}
      {step.kind === "confirm" && (
        <RevokeDialog
          target={step.target}
          confirm={(target, reason) => setStep({ kind: "countdown", target, reason, onDone: step.onDone })}
          cancel={() => setStep((now) => (now.kind === "confirm" ? { kind: "rest" } : now))}
        />
      )}
      {step.kind === "countdown" && (
        <RevokeCountdown
          target={step.target}
          send={() => void send(step.target, step.reason, step.onDone)}
          stop={() => setStep({ kind: "stopped" })}
        />
      )}
      <RevocationOutcome step={step} close={close} />
    </RevocationContext>
  );
}
