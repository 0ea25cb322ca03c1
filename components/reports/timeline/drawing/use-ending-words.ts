import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { EndingWords } from "./bar-title";

/** Returns the texts for the endings. Memoised: the object stays the same between renders. */
export function useEndingWords(): EndingWords {
  const t = useTranslations("sessions.endings");
  const open = useTranslations("timeline")("stillOpen");
  return useMemo(
    () => ({
      open,
      SIGNED_OUT: t("SIGNED_OUT"),
      REVOKED: t("REVOKED"),
      IDLE_TIMEOUT: t("IDLE_TIMEOUT"),
      MAX_AGE: t("MAX_AGE"),
      LOST_CONTACT: t("LOST_CONTACT"),
      REPLACED: t("REPLACED"),
      PASSWORD_CHANGED: t("PASSWORD_CHANGED"),
      ROLE_CHANGED: t("ROLE_CHANGED"),
      ACCOUNT_DISABLED: t("ACCOUNT_DISABLED"),
    }),
    [t, open],
  );
}
