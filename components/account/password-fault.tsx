import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "@/lib/auth/password/password-length";
import { waitTime } from "./wait-time";

/** Fault codes with a text of their own in the message files. */
const FAULTS = ["wrong", "code", "wait", "short", "long", "guessable", "often", "busy"] as const;

/**
 * The notice of a rejected password form.
 *
 * @param code - `error` of the page's query, which may contain anything; unknown codes show a general text.
 *   `wait-90` says how many seconds to wait
 */
export function PasswordFault({ code }: { code: string | undefined }) {
  const t = useTranslations("password");
  if (!code) return null;
  const [name, waitS] = code.split("-");
  const fault = FAULTS.find((known) => known === name);
  return (
    <Notice tone="danger" within="form" role="alert">
      {t(`faults.${fault ?? "other"}`, {
        min: MIN_PASSWORD_LENGTH,
        max: MAX_PASSWORD_LENGTH,
        ...waitTime(waitS),
      })}
    </Notice>
  );
}
