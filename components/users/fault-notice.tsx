import { useTranslations } from "next-intl";
import type { Fault } from "@/components/live/post-json";
import { Notice } from "@/components/ui/notice";

/** What can be refused, as far as people are told. */
const REASONS = [
  "self",
  "last_administrator",
  "taken",
  "changed",
  "import_running",
  "not_found",
  "forbidden",
  "unavailable",
  "network",
  "bad_request",
] as const;

/** Why nothing was changed. The live region is always there, so that its words are heard. */
export function FaultNotice({ fault }: { fault: Fault | null }) {
  const t = useTranslations("accounts.faults");
  const reason = REASONS.find((known) => known === fault?.reason);
  return (
    <div role="alert">
      {fault && (
        <Notice tone="danger" within="form">
          {t(reason ?? "internal")}
        </Notice>
      )}
    </div>
  );
}
