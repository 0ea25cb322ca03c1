import type { ReactNode } from "react";
import { AppFrame } from "@/components/frame/app-frame";
import { requirePageViewer } from "@/lib/auth/guards";

/**
 * Only the frame: each page asks for an administrator itself, because a layout is not drawn again for every page.
 * Whoever is none gets the 403 of `forbidden.tsx` within the frame of their own places.
 */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  return <AppFrame viewer={await requirePageViewer()}>{children}</AppFrame>;
}
