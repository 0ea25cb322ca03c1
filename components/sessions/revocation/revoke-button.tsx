"use client";
import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { formatInstant } from "@/lib/i18n/format-instant";
import type { RevocationTarget } from "./revocation";
import { useRevoke } from "./revocation-context";

/** The button at the end of a row that revokes its session, or all sessions of its user. */
export function RevokeButton({ target }: { target: RevocationTarget }) {
  const t = useTranslations("revocation");
  const revoke = useRevoke();
  if (!revoke) return null;
  const { name = "", loginTime } = target.users[0] ?? {};
  const label = loginTime ? t("forceOne", { name, at: formatInstant(loginTime) }) : t("force", { name });
  return (
    <button
      type="button"
      onClick={() => revoke.ask(target)}
      disabled={revoke.busy}
      aria-label={label}
      title={label}
      className="icon-button revoke-button noscript:invisible print:hidden"
    >
      <LogOut aria-hidden="true" className="size-4" />
    </button>
  );
}
