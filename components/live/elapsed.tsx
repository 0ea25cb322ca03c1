"use client";
import { formatDuration } from "@/lib/i18n/format-duration";
import { useServerNow } from "./clock-context";

/** The duration of an open session. It grows each second without a request. */
export function Elapsed({ since }: { since: string }) {
  const lasted = useServerNow() - Date.parse(since);
  return <span className="whitespace-nowrap tabular-nums">{formatDuration(lasted)}</span>;
}
