import { useTranslations } from "next-intl";
import { formatInstant } from "@/lib/i18n/format-instant";
import type { AccountRow } from "@/lib/users/accounts-view";

const DOT = {
  active: "bg-online",
  pending: "bg-away",
  disabled: "bg-offline",
  locked: "bg-danger",
} as const;

interface Props {
  account: Pick<AccountRow, "accountStatus" | "codeExpiresAt">;
  /** Too many failed sign-ins: even the right password has to wait. */
  locked: boolean;
}

/** The status of an account, as a dot and a word. The title shows when its code expires. */
export function AccountStatusLabel({ account, locked }: Props) {
  const t = useTranslations("accounts");
  const { codeExpiresAt } = account;
  const accountStatus = locked && account.accountStatus === "active" ? "locked" : account.accountStatus;
  return (
    <span
      className="inline-flex items-center gap-2 text-sm whitespace-nowrap text-ink"
      title={codeExpiresAt ? t("codeUntil", { until: formatInstant(codeExpiresAt) }) : undefined}
    >
      <span
        aria-hidden="true"
        className={`status-dot relative inline-block shrink-0 rounded-full ${DOT[accountStatus]}`}
      />
      {t(`accountStatus.${accountStatus}`)}
    </span>
  );
}
