"use client";
import { useTranslations } from "next-intl";
import { BUTTON_LOOK } from "@/components/ui/button-look";
import type { SessionRow } from "@/lib/sessions/active-users";
import { useRevoke } from "./revocation-context";

interface Props {
  rows: SessionRow[];
  clear: () => void;
}

/** What can be done to the sessions that were picked. */
export function RevokePicked({ rows, clear }: Props) {
  const t = useTranslations("revocation");
  const revoke = useRevoke();
  const sessionIds = rows.map(({ sessionId }) => sessionId);
  const names = [...new Map(rows.map(({ userId, name }) => [userId, name])).values()];
  const picked = t("picked", { count: rows.length });
  return (
    <section aria-label={picked} className="bulk-bar print:hidden">
      <p className="mr-2 font-medium tabular-nums">{picked}</p>
      <button
        type="button"
        onClick={() => revoke?.ask({ chosen: { sessionIds }, names, sessions: rows.length }, clear)}
        disabled={revoke?.busy}
        className={BUTTON_LOOK.quiet}
      >
        {t("title")}
      </button>
      <button type="button" onClick={clear} className="min-h-9 px-1 text-accent hover:underline">
        {t("clearPicked")}
      </button>
    </section>
  );
}
