"use client";
import { useTranslations } from "next-intl";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { SelectionBar } from "@/components/ui/selection-bar";
import type { SessionRow } from "@/lib/sessions/session-row";
import { useRevoke } from "./revocation-context";
import { theseSessions } from "./revocation-target";

interface Props {
  rows: SessionRow[];
  unpick: (rows: SessionRow[]) => void;
}

/** The bar with the action for the picked sessions. */
export function RevokePicked({ rows, unpick }: Props) {
  const t = useTranslations("revocation");
  const revoke = useRevoke();
  return (
    <SelectionBar
      picked={t("picked", { count: rows.length })}
      clear={() => unpick(rows)}
      clearLabel={t("clearPicked")}
    >
      <button
        type="button"
        onClick={() => revoke?.ask(theseSessions(rows), () => unpick(rows))}
        disabled={revoke?.busy}
        className={BUTTON_CLASS.quiet}
      >
        {t("title")}
      </button>
    </SelectionBar>
  );
}
