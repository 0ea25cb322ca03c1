import type { ExportTable } from "@/lib/exports/table/export-table";
import { formatDay } from "@/lib/i18n/format-instant";
import { type PageMessages, translatorOf } from "@/lib/i18n/translator";
import type { HistoryFilter } from "@/lib/sessions/history/history-view";
import type { AccountRow } from "@/lib/users/accounts-view";

/** Returns the filters of a history as text for readers. */
export function sessionCriteria(
  { q, role, from, to, address, browser, system, state }: HistoryFilter,
  person: AccountRow | null,
  messages: PageMessages,
): ExportTable["criteria"] {
  const t = translatorOf("exports", messages);
  const list = translatorOf("historyList", messages);
  const criteria = [
    { label: t("criteria.q"), value: q },
    { label: t("criteria.user"), value: person && `${person.name} (${person.username})` },
    { label: t("criteria.role"), value: role && translatorOf("roles", messages)(role) },
    { label: t("criteria.from"), value: from && formatDay(from) },
    { label: t("criteria.to"), value: to && formatDay(to) },
    { label: t("criteria.address"), value: address },
    { label: t("criteria.browser"), value: browser && list(`browsers.${browser}`) },
    { label: t("criteria.system"), value: system && list(`systems.${system}`) },
    { label: t("criteria.state"), value: state && stateText(state, messages) },
  ];
  return criteria.flatMap(({ label, value }) => (value ? [{ label, value }] : []));
}

function stateText(state: NonNullable<HistoryFilter["state"]>, messages: PageMessages): string {
  if (state === "open") return translatorOf("presence", messages)("stillConnected");
  if (state === "ended") return translatorOf("historyList", messages)("ended");
  return translatorOf("sessions", messages)(`endings.${state}`);
}
