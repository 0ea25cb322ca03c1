"use client";
import { formatDuration } from "@/lib/i18n/format-duration";
import { useServerNow } from "./clock-context";

/** How long an open session has lasted, growing each second without asking the server. */
export function Elapsed({ since }: { since: string }) {
  const lasted = useServerNow() - Date.parse(since);
  return <span className="whitespace-nowrap tabular-nums">{formatDuration(lasted)}</span>;
}
