"use client";
import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { BUTTON_LOOK } from "@/components/ui/button-look";
import { useScripted } from "@/components/ui/use-scripted";
import type { UsersView } from "@/lib/sessions/users-view";
import { useRevoke } from "./revocation-context";

/** Signs out everybody whom search and filters leave, on every page of the list; the question says who that is. */
export function RevokeShown({ view: { q, role, status } }: { view: UsersView }) {
  const t = useTranslations("revocation");
  const revoke = useRevoke();
  if (!useScripted() || !revoke) return null;
  return (
    <button
      type="button"
      onClick={() => revoke({ chosen: { filter: { q, role, status } }, names: [] })}
      className={`${BUTTON_LOOK.quiet} users-toolbar-revoke`}
    >
      <LogOut aria-hidden="true" className="size-3.5" />
      {t("forceAll")}
    </button>
  );
}
