import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "@/lib/auth/password/password-length";

/** What can be wrong, as far as people are told; each has its words in the message files. */
const FAULTS = ["wrong", "code", "wait", "short", "long", "guessable", "busy"] as const;

/** @param code - `error` of a page's query: anybody can write anything there */
export function PasswordFault({ code }: { code: string | undefined }) {
  const t = useTranslations("password");
  const fault = FAULTS.find((known) => known === code);
  if (!code) return null;
  return (
    <Notice tone="danger" within="form" role="alert">
      {t(`faults.${fault ?? "other"}`, { min: MIN_PASSWORD_LENGTH, max: MAX_PASSWORD_LENGTH })}
    </Notice>
  );
}
