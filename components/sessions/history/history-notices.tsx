import Link from "next/link";
import { useTranslations } from "next-intl";
import { changedHref } from "@/lib/paths/history";
import type { HistoryView } from "@/lib/sessions/history/history-view";

interface Props {
  view: HistoryView;
  typedAddress: string;
  /** Whose sessions are asked for, by the id in the address. */
  person: { name: string } | null;
}

/** What of the filters can't be seen in their fields: one person, and what could not be understood. */
export function HistoryNotices({ view, typedAddress, person }: Props) {
  const t = useTranslations("historyList");
  const { from, to } = view;
  return (
    <>
      {view.user && (
        <p className="mb-3 flex flex-wrap items-center gap-x-3">
          <span>{t("ofPerson", { name: person?.name ?? t("nobody") })}</span>
          <Link
            href={changedHref(view, { user: null })}
            className="inline-flex min-h-9 items-center text-accent hover:underline"
          >
            {t("ofEverybody")}
          </Link>
        </p>
      )}
      {typedAddress !== "" && view.address === null && (
        <p role="alert" className="mb-3 rounded-md bg-caution-soft px-4 py-2.5 text-caution">
          {t("notAnAddress", { typed: typedAddress })}
        </p>
      )}
      {from && to && from > to && (
        <p role="alert" className="mb-3 rounded-md bg-caution-soft px-4 py-2.5 text-caution">
          {t("daysReversed")}
        </p>
      )}
    </>
  );
}
