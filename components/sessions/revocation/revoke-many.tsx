"use client";
import { LogOut } from "lucide-react";
import { useTranslations } from "next-intl";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import type { RevocationTarget } from "./revocation";
import { useRevoke } from "./revocation-context";

interface Props {
  /** Read when it is pressed, with the form that it stands in: what was typed last counts. */
  target: (form: HTMLFormElement | null) => RevocationTarget;
  /** What it says: a person on all of their devices, or everybody whom search and filters leave, on every page of the list. */
  words: "everywhere" | "forceAll";
  className: string;
}

/** Signs out more than one session; the question says whose. */
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
