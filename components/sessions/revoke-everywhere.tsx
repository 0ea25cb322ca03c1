"use client";
import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { BUTTON_LOOK } from "@/components/ui/button-look";
import { useScripted } from "@/components/ui/use-scripted";
import { useRevoke } from "./revocation-context";

/** Signs a person out on all of their devices. */
export function RevokeEverywhere({ person: { userId, name } }: { person: { userId: string; name: string } }) {
  const t = useTranslations("revocation");
  const revoke = useRevoke();
  if (!useScripted() || !revoke) return null;
  return (
    <button
      type="button"
      onClick={() => revoke({ chosen: { userIds: [userId] }, names: [name] })}
      className={`${BUTTON_LOOK.quiet} mt-4 print:hidden`}
    >
      <LogOut aria-hidden="true" className="size-3.5" />
      {t("everywhere")}
    </button>
  );
}
