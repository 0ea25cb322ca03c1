import { CircleUser, History, LayoutDashboard, UserRoundCog, UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import { KeepContact } from "@/components/live/keep-contact";
import type { Viewer } from "@/lib/viewer";
import { AccountMenu } from "./account-menu";
import { NavLink } from "./nav-link";
import type { Preferences } from "./preferences";

interface Props {
  viewer: Viewer;
  preferences: ComponentProps<typeof Preferences>["preferences"];
  children: ReactNode;
}

const ICON = { "aria-hidden": true, className: "size-4 shrink-0" } as const;

/**
 * The frame of all signed-in pages: navigation at the left on wide screens; a header and a bottom bar on
 * narrow ones.
 */
export function AppFrame({ viewer, preferences, children }: Props) {
  const t = useTranslations("frame");
  return (
    <div className="min-h-dvh print:block lg:grid lg:grid-cols-[14.25rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-20 focus:m-2 focus:rounded-md focus:bg-surface focus:px-3 focus:py-2"
      >
        {t("skip")}
      </a>
      <header className="print:hidden flex items-center gap-3 border-b border-line px-4 py-2.5 lg:sticky lg:top-0 lg:h-dvh lg:flex-col lg:items-stretch lg:gap-6 lg:overflow-y-auto lg:border-r lg:border-b-0 lg:px-3 lg:py-5">
        <p className="px-0 text-base font-semibold tracking-tight lg:px-2.5">Konekte</p>
        <nav
          aria-label={t("places")}
          className="fixed inset-x-0 bottom-0 z-10 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:static lg:flex-col lg:gap-0.5 lg:border-0 lg:bg-transparent lg:pb-0"
        >
          {viewer.role === "ADMIN" && (
            <>
              <NavLink href="/admin" icon={<LayoutDashboard {...ICON} />}>
                {t("dashboard")}
              </NavLink>
              <NavLink
                href="/admin/active-users"
                sections={["/admin/active-users"]}
                icon={<UsersRound {...ICON} />}
              >
                {t("activeUsers")}
              </NavLink>
              <NavLink
                href="/admin/sessions"
                sections={["/admin/sessions", "/admin/reports"]}
                icon={<History {...ICON} />}
              >
                {t("history")}
              </NavLink>
              <NavLink href="/admin/users" sections={["/admin/users"]} icon={<UserRoundCog {...ICON} />}>
                {t("accounts")}
              </NavLink>
            </>
          )}
          <NavLink href="/me" icon={<CircleUser {...ICON} />}>
            {t("me")}
          </NavLink>
        </nav>
        <AccountMenu viewer={viewer} preferences={preferences} />
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="min-w-0 px-4 pt-5 pb-24 outline-none print:p-0 lg:px-6 lg:pt-6 lg:pb-12"
      >
        {children}
      </main>
      <KeepContact />
    </div>
  );
}
