import { useTranslations } from "next-intl";
import type { Presence } from "@/lib/sessions/presence";

const DOTS = {
  online: "bg-online",
  away: "bg-away",
  offline: "bg-offline",
  never: "border-2 border-never",
} as const;

interface Props {
  status: Presence;
  /** The session is open: its dot breathes. */
  pulsing?: boolean;
}

/** A dot and a word: colour alone says nothing. */
export function StatusLabel({ status, pulsing = false }: Props) {
  const t = useTranslations("presence");
  return (
    <span className="inline-flex items-center gap-2 text-sm whitespace-nowrap text-ink">
      <span
        aria-hidden="true"
        className={`relative size-2 shrink-0 rounded-full ${DOTS[status]} ${pulsing ? "pulse" : ""}`}
      />
      {t(status)}
    </span>
  );
}
