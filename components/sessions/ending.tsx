import { useTranslations } from "next-intl";
import type { SessionRow } from "@/lib/sessions/session-row";

interface Props {
  session: Pick<SessionRow, "revokedBy" | "endNote"> & { endReason: NonNullable<SessionRow["endReason"]> };
}

/** The way a session ended, in words; after a revocation, with the administrator's name and note. */
export function Ending({ session: { endReason, revokedBy, endNote } }: Props) {
  const t = useTranslations("sessions");
  return (
    <>
      <span className="ending">
        {revokedBy ? t("endedBy", { name: revokedBy }) : t(`endings.${endReason}`)}
      </span>
      {endNote && (
        <span className="ending text-[0.6875rem] text-muted" title={endNote}>
          {endNote}
        </span>
      )}
    </>
  );
}
