import { useTranslations } from "next-intl";
import type { Fault } from "@/components/live/post-json";
import { Notice } from "@/components/ui/notice";
import { FaultNotice } from "@/components/users/fault-notice";

const FAULTS = [
  "encoding",
  "too_large",
  "too_many_lines",
  "no_header",
  "missing_columns",
  "column_twice",
  "password_column",
  "open_quote",
  "stray_quote",
  "long_line",
  "no_people",
] as const;

/** The reason why a file cannot be read, and its remedy. */
export function FileFaultNotice({ fault }: { fault: Fault | null }) {
  const t = useTranslations("accounts.fileFaults");
  const known = FAULTS.find((name) => name === fault?.fields.file);
  if (!known) return <FaultNotice fault={fault} />;
  return (
    <Notice tone="danger" within="form" role="alert">
      {t(known, { line: fault?.fields.line ?? "", columns: fault?.fields.columns ?? "" })}
    </Notice>
  );
}
