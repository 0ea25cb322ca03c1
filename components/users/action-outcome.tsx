"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { Fault } from "@/components/live/post-json";
import { Notice } from "@/components/ui/notice";
import { CodesHandout } from "./codes-handout";
import { FaultNotice } from "./fault-notice";
import type { Handout, Outcome } from "./use-account-actions";

interface Props {
  fault: Fault | null;
  outcome: Outcome | null;
  handout: Handout | null;
  appUrl: string;
}

/** The result of an action: a confirmation, new codes, or the reason of a failure. */
export function ActionOutcome({ fault, outcome, handout, appUrl }: Props) {
  const t = useTranslations("accounts.done");
  const place = useRef<HTMLDivElement>(null);
  const something = fault ?? outcome;
  useEffect(() => {
    if (something) place.current?.scrollIntoView({ block: "nearest" });
  }, [something]);
  return (
    <div ref={place} className="mt-3 scroll-mt-4">
      <FaultNotice fault={fault} />
      <div role="status">
        {outcome && (
          <Notice tone="success" within="form" className="print:hidden">
            {t(outcome.action, { count: outcome.count })}
          </Notice>
        )}
      </div>
      {handout && <CodesHandout key={handout.codes.length} {...handout} appUrl={appUrl} />}
    </div>
  );
}
