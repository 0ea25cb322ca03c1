import type { ReactNode } from "react";
import { AppFrame } from "@/components/frame/app-frame";
import { requirePageViewer } from "@/lib/auth/guards";

/** Only the frame: each page asks the guard itself, because a layout is not drawn again for every page. */
export default async function StaffLayout({ children }: { children: ReactNode }) {
  return <AppFrame viewer={await requirePageViewer()}>{children}</AppFrame>;
}
