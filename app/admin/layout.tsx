import type { ReactNode } from "react";
import { AppFrame } from "@/components/frame/app-frame";
import { requirePageViewer } from "@/lib/auth/session/guards";
import { currentPreferences } from "@/lib/http/current-preferences";

/**
 * Only the frame: each page asks for an administrator itself, because a layout is not drawn again for every page.
 * Whoever is none gets the 403 of `forbidden.tsx` within the frame of their own places.
 */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const viewer = await requirePageViewer();
  return (
    <AppFrame viewer={viewer} preferences={await currentPreferences()}>
      {children}
    </AppFrame>
  );
}
