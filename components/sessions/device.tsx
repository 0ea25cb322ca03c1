import { useTranslations } from "next-intl";
import { Popover } from "@/components/ui/overlay/popover";
import type { SessionRow } from "@/lib/sessions/session-row";
import { Anonymised } from "./anonymised";

interface Props {
  session: Pick<SessionRow, "userAgent" | "device" | "anonymised">;
}

/** The browser and system of a session, in words. A click shows the raw user agent. */
export function Device({ session: { userAgent, device, anonymised } }: Props) {
  const t = useTranslations("sessions");
  if (anonymised) return <Anonymised />;
  if (userAgent === null) return <span className="text-muted">{t("unknownDevice")}</span>;
  const { browser, system } = device ?? { browser: null, system: null };
  const words = browser && system ? t("device", { browser, system }) : (browser ?? system ?? userAgent);
  return (
    <Popover
      label={words}
      className="line-clamp-2 min-h-6 min-w-6 text-left wrap-anywhere underline decoration-line-strong decoration-dotted underline-offset-4 hover:decoration-current"
    >
      <p className="text-muted">{t("rawDevice")}</p>
      <p className="mt-1">{userAgent}</p>
    </Popover>
  );
}
