import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";

export function BackToAccounts() {
  const t = useTranslations("accounts");
  return (
    <Link
      href="/admin/users"
      prefetch={false}
      className="accounts-rest inline-flex min-h-6 items-center gap-1.5 text-muted hover:text-ink print:hidden"
    >
      <ArrowLeft aria-hidden="true" className="size-3.5" />
      {t("title")}
    </Link>
  );
}
