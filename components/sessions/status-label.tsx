import { useTranslations } from "next-intl";
import type { Presence } from "@/lib/sessions/presence";
import { STATUS_DOT } from "./status-dot";
import { useStatusMeaning } from "./use-status-meaning";

interface Props {
  status: Presence;
  /** The session is open: its dot pulses. */
  pulsing?: boolean;
}

/** A dot and a word for a presence, because colour alone is not accessible. */
export function StatusLabel({ status, pulsing = false }: Props) {
  const t = useTranslations("presence");
  const meaning = useStatusMeaning();
  return (
    <span
      title={meaning(status)}
      className="inline-flex items-center gap-2 text-sm whitespace-nowrap text-ink"
    >
      <span aria-hidden="true" className={`${STATUS_DOT[status]} ${pulsing ? "pulse" : ""}`} />
      {t(status)}
    </span>
  );
}
