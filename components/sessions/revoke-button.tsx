"use client";
import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RevocationTarget } from "./revocation";
import { useRevoke } from "./revocation-context";

/** The way to sign somebody out, at the end of a row. */
export function RevokeButton({ target }: { target: RevocationTarget }) {
  const t = useTranslations("revocation");
  const revoke = useRevoke();
  if (!revoke) return null;
  const label = t("force", { name: target.names[0] ?? "" });
  return (
    <button
      type="button"
      onClick={() => revoke.ask(target)}
      disabled={revoke.busy}
      aria-label={label}
      title={label}
      className="icon-button revoke-button print:hidden"
    >
      <LogOut aria-hidden="true" className="size-4" />
    </button>
  );
}
