"use client";
import { useTranslations } from "next-intl";
import { BUTTON_LOOK } from "@/components/ui/button-look";
import { focusContent } from "@/components/ui/focus-content";
import type { SessionRow } from "@/lib/sessions/session-row";
import { useRevoke } from "./revocation-context";
import { theseSessions } from "./revocation-target";

interface Props {
  rows: SessionRow[];
  unpick: (rows: SessionRow[]) => void;
}

/** What can be done to the sessions that were picked. */
export function RevokePicked({ rows, unpick }: Props) {
  const t = useTranslations("revocation");
  const revoke = useRevoke();
  const picked = t("picked", { count: rows.length });
  return (
    <section aria-label={picked} className="bulk-bar print:hidden">
      <p className="mr-2 font-medium tabular-nums">{picked}</p>
      <button
        type="button"
        onClick={() => revoke?.ask(theseSessions(rows), () => unpick(rows))}
        disabled={revoke?.busy}
        className={BUTTON_LOOK.quiet}
      >
        {t("title")}
      </button>
      <button
        type="button"
        onClick={() => {
          unpick(rows);
          focusContent(); // this bar goes
        }}
        className="min-h-9 px-1 text-accent hover:underline"
      >
        {t("clearPicked")}
      </button>
    </section>
  );
}
