"use client";
import { useTranslations } from "next-intl";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { FilterSelect } from "@/components/ui/filter/filter-select";
import { SelectionBar } from "@/components/ui/selection-bar";
import { ROLES } from "@/lib/roles";
import type { Action } from "./use-account-actions";

interface Props {
  count: number;
  choose: (action: Action) => void;
  clear: () => void;
}

/** The bar with the actions for the picked accounts. */
export function BulkBar({ count, choose, clear }: Props) {
  const t = useTranslations("accounts");
  const roles = useTranslations("roles");
  return (
    <SelectionBar picked={t("picked", { count })} clear={clear} clearLabel={t("clearPicked")}>
      {(["reset", "disable", "enable", "unlock"] as const).map((action) => (
        <button key={action} type="button" onClick={() => choose({ action })} className={BUTTON_CLASS.quiet}>
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
    </SelectionBar>
  );
}
