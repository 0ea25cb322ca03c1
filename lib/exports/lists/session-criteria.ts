import type { ExportTable } from "@/lib/exports/table/export-table";
import { formatDay } from "@/lib/i18n/format-instant";
import { type PageMessages, translatorOf } from "@/lib/i18n/translator";
import type { HistoryFilter } from "@/lib/sessions/history/history-view";
import type { AccountRow } from "@/lib/users/accounts-view";

/** What a history was narrowed to, in words. */
export function sessionCriteria(
  { q, role, from, to, address, browser, system, state }: HistoryFilter,
  person: AccountRow | null,
  words: PageMessages,
): ExportTable["criteria"] {
  const t = translatorOf("exports", words);
  const list = translatorOf("historyList", words);
  const said = [
    { label: t("criteria.q"), value: q },
    { label: t("criteria.user"), value: person && `${person.name} (${person.username})` },
    { label: t("criteria.role"), value: role && translatorOf("roles", words)(role) },
    { label: t("criteria.from"), value: from && formatDay(from) },
    { label: t("criteria.to"), value: to && formatDay(to) },
    { label: t("criteria.address"), value: address },
    { label: t("criteria.browser"), value: browser && list(`browsers.${browser}`) },
    { label: t("criteria.system"), value: system && list(`systems.${system}`) },
    { label: t("criteria.state"), value: state && stateInWords(state, words) },
  ];
  return said.flatMap(({ label, value }) => (value ? [{ label, value }] : []));
}

function stateInWords(state: NonNullable<HistoryFilter["state"]>, words: PageMessages): string {
  if (state === "open") return translatorOf("presence", words)("stillConnected");
  if (state === "ended") return translatorOf("historyList", words)("ended");
  return translatorOf("sessions", words)(`endings.${state}`);
}
