"use client";
import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import type { RevocationTarget } from "./revocation";
import { useRevoke } from "./revocation-context";

interface Props {
  /** Called with the form around the button when it is pressed, so that the latest typing counts. */
  target: (form: HTMLFormElement | null) => RevocationTarget;
  /** The label: one user on all devices, or all users that match the search and filters, on every page. */
  words: "everywhere" | "forceAll";
  className: string;
}

/** The button that revokes several sessions. The dialog then lists them. */
export function RevokeMany({ target, words, className }: Props) {
  const t = useTranslations("revocation");
  const revoke = useRevoke();
  if (!revoke) return null;
  return (
    <button
      type="button"
      onClick={(event) => revoke.ask(target(event.currentTarget.form))}
      disabled={revoke.busy}
      className={`${BUTTON_CLASS.quiet} noscript:invisible print:hidden ${className}`}
    >
      <LogOut aria-hidden="true" className="size-3.5" />
      {t(words)}
    </button>
  );
}
