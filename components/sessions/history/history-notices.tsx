import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { changedHref } from "@/lib/paths/history";
import type { HistoryView } from "@/lib/sessions/history/history-view";

interface Props {
  view: HistoryView;
  typedAddress: string;
  /** The user whose id is in the URL; null without an id, or when no user has it. */
  person: { name: string } | null;
}

/** Notices about a filter by user, an invalid IP address and reversed days. */
export function HistoryNotices({ view, typedAddress, person }: Props) {
  const t = useTranslations("historyList");
  const { from, to } = view;
  return (
    <>
      {view.user && (
        <p className="mb-3 flex flex-wrap items-center gap-x-3">
          <span>{t("ofPerson", { name: person?.name ?? t("nobody") })}</span>
          <TextLink href={changedHref(view, { user: null })}>{t("ofEverybody")}</TextLink>
        </p>
      )}
      {typedAddress !== "" && view.address === null && (
        <Notice tone="caution" within="page" role="alert" className="mb-3">
          {t("notAnAddress", { typed: typedAddress })}
        </Notice>
      )}
      {from && to && from > to && (
        <Notice tone="caution" within="page" role="alert" className="mb-3">
          {t("daysReversed")}
        </Notice>
      )}
    </>
  );
}
