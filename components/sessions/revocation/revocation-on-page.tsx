"use client";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { RevocationProvider } from "./revocation-provider";

/** A `RevocationProvider` for server-rendered pages. Refreshes the page after each attempt. */
export function RevocationOnPage({ children }: { children: ReactNode }) {
  const router = useRouter();
  return <RevocationProvider onAttempted={() => router.refresh()}>{children}</RevocationProvider>;
}
