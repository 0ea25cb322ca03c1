"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import type { RevocationStep } from "./revocation";

/** Failure reasons that have their own text. Every other reason has the text of `internal`. */
const REASONS = ["forbidden", "unavailable", "network", "self"] as const;

/**
 * The result of a revocation. The live regions are always present, so that screen readers announce new text.
 */
export function RevocationOutcome({ step, close }: { step: RevocationStep; close: () => void }) {
  const t = useTranslations("revocation");
  const fault =
    step.kind === "failed" ? (REASONS.find((known) => known === step.reason) ?? "internal") : null;
  return (
    <div className="revocation-outcome print:hidden">
      <div role="status">
        {step.kind === "sending" && <p className="revocation-told">{t("sending")}</p>}
        {step.kind === "stopped" && <OutcomeText text={t("stopped")} close={close} />}
        {step.kind === "done" && (
          <OutcomeText
            text={step.complete ? t("done", { ended: step.ended }) : t("partly", { ended: step.ended })}
            close={close}
          />
        )}
      </div>
      <div role="alert">{fault && <OutcomeText text={t(`faults.${fault}`)} danger close={close} />}</div>
    </div>
  );
}

function OutcomeText({ text, danger, close }: { text: string; danger?: true; close: () => void }) {
  const t = useTranslations("revocation");
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) button.current?.focus(); // the pressed button is gone
  }, []);
  return (
    <p className="revocation-told" data-danger={danger}>
      <span className="min-w-0 flex-1">{text}</span>
      <button ref={button} type="button" onClick={close} className={BUTTON_CLASS.quiet}>
        {t("close")}
      </button>
    </p>
  );
}
