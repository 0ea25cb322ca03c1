"use client";
import { useTranslations } from "next-intl";
import { BUTTON_LOOK } from "@/components/ui/button-look";
import { FilterSelect } from "@/components/ui/filter/filter-select";
import { focusContent } from "@/components/ui/focus-content";
import { ROLES } from "@/lib/roles";
import type { Action } from "./use-people-actions";

interface Props {
  count: number;
  choose: (action: Action) => void;
  clear: () => void;
}

/** What can be done to those who were picked. */
export function BulkBar({ count, choose, clear }: Props) {
  const t = useTranslations("people");
  const roles = useTranslations("roles");
  return (
    <section aria-label={t("picked", { count })} className="bulk-bar print:hidden">
      <p className="mr-2 font-medium tabular-nums">{t("picked", { count })}</p>
      {(["reset", "disable", "enable", "unlock"] as const).map((action) => (
        <button key={action} type="button" onClick={() => choose({ action })} className={BUTTON_LOOK.quiet}>
          {t(`actions.${action}`)}
        </button>
      ))}
      <FilterSelect
        label={t("actions.set-role")}
        value=""
        onChange={(event) => {
          const role = ROLES.find((known) => known === event.target.value);
          if (role) choose({ action: "set-role", role });
        }}
        options={[
          { value: "", label: t("actions.set-role") },
          ...ROLES.map((role) => ({ value: role, label: roles(role) })),
        ]}
      />
      <button
        type="button"
        onClick={() => {
          clear();
          focusContent(); // this bar goes
        }}
        className="min-h-9 px-1 text-accent hover:underline"
      >
        {t("clearPicked")}
      </button>
    </section>
  );
}
