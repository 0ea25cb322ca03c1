import type { ReactNode } from "react";
import { EarlySignOut } from "@/app/early-sign-out";
import { AppFrame } from "@/components/frame/app-frame";
import { requirePageViewer } from "@/lib/auth/session/guards";
import { currentPreferences } from "@/lib/http/current-preferences";

/**
 * The frame of administrators' pages. Each page requires an administrator itself, because Next does not
 * render a layout again for each page. Other users get the 403 of `forbidden.tsx` within the frame of their
 * own pages.
 */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const viewer = await requirePageViewer();
  return (
    <>
      <EarlySignOut />
      <AppFrame viewer={viewer} preferences={await currentPreferences()}>
        {children}
      </AppFrame>
    </>
  );
}
