"use client";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { RevocationProvider } from "./revocation-provider";

/** For a page that the server draws: it draws it again when sessions have ended. */
export function RevocationOnPage({ children }: { children: ReactNode }) {
  const router = useRouter();
  return <RevocationProvider onRevoked={() => router.refresh()}>{children}</RevocationProvider>;
}
