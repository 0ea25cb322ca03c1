import type { ReactNode } from "react";
import { AppFrame } from "@/components/frame/app-frame";
import { requirePageViewer } from "@/lib/auth/session/guards";
import { currentPreferences } from "@/lib/http/current-preferences";

/** Only the frame: each page asks the guard itself, because a layout is not drawn again for every page. */
export default async function StaffLayout({ children }: { children: ReactNode }) {
  const viewer = await requirePageViewer();
  return (
    <AppFrame viewer={viewer} preferences={await currentPreferences()}>
      {children}
    </AppFrame>
  );
}
