import type { ReactNode } from "react";
import { EarlySignOut } from "@/app/early-sign-out";
import { AppFrame } from "@/components/frame/app-frame";
import { requirePageViewer } from "@/lib/auth/session/guards";
import { currentPreferences } from "@/lib/http/current-preferences";

/**
 * The frame of the pages for all signed-in users. Each page calls its guard itself, because Next does not
 * render a layout again for each page.
 */
export default async function StaffLayout({ children }: { children: ReactNode }) {
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
