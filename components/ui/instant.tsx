import { formatInstant } from "@/lib/i18n/format-instant";

/** An exact time in the organisation's time zone, as `11/11/2025 14:32:15`. */
export function Instant({ at }: { at: string }) {
  return (
    <time dateTime={at} className="whitespace-nowrap tabular-nums">
      {formatInstant(at)}
    </time>
  );
}
