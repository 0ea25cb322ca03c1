import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import type { Viewer } from "@/lib/viewer";
import { Preferences } from "./preferences";
import { SignOutButton } from "./sign-out-button";
import { ViewerCard } from "./viewer-card";

interface Props {
  viewer: Viewer;
  preferences: ComponentProps<typeof Preferences>["preferences"];
}

/**
 * The signed-in user, the preferences and the sign-out button. At the foot of the navigation on wide screens;
 * in a popover, which needs no script, on narrow ones.
 */
export function AccountMenu({ viewer, preferences }: Props) {
  const t = useTranslations("frame");
  return (
    <section aria-label={t("account")} className="ml-auto min-w-0 lg:mt-auto lg:ml-0">
      <button
        type="button"
        popoverTarget="account-menu"
        className="flex h-9 max-w-full items-center gap-1.5 rounded-md border border-line px-2.5 font-medium lg:hidden"
      >
        <span className="truncate">{viewer.name}</span>
        <ChevronDown aria-hidden="true" className="size-3.5 shrink-0 text-muted" />
      </button>
      <div id="account-menu" popover="auto" className="account-menu">
        <ViewerCard viewer={viewer} />
        <Preferences preferences={preferences} />
        <SignOutButton />
      </div>
    </section>
  );
}
