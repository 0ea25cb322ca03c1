import { useTranslations } from "next-intl";
import type { Fault } from "@/components/live/post-json";
import { Notice } from "@/components/ui/notice";

/** Refusal reasons that have their own text. Every other reason has the text of `internal`. */
const REASONS = [
  "self",
  "last_administrator",
  "taken",
  "changed",
  "import_running",
  "not_found",
  "forbidden",
  "too_many",
  "unavailable",
  "network",
  "bad_request",
] as const;

/**
 * The reason of a failure. The live region is always present, so that screen readers announce new
 * text.
 */
export function FaultNotice({ fault }: { fault: Fault | null }) {
  const t = useTranslations("accounts.faults");
  const reason = REASONS.find((known) => known === fault?.reason);
  return (
    <div role="alert">
      {fault && (
        <Notice tone="danger" within="form">
          {t(reason ?? "internal", { wait: fault.fields.waitS ?? "" })}
        </Notice>
      )}
    </div>
  );
}
