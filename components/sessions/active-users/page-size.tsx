import { useTranslations } from "next-intl";
import { useId } from "react";
import { FilterSelect } from "@/components/ui/filter/filter-select";
import type { ShowView } from "@/components/ui/use-address-view";
import { DEFAULT_USERS_VIEW, type UsersView } from "@/lib/sessions/active-users/users-view";
import { changePageSize } from "./change-view";
import { USERS_FORM } from "./users-toolbar";

const SIZES = [25, 50, 100];

interface Props {
  view: UsersView;
  total: number;
  show: ShowView<UsersView>;
}

/** A choice of how many users a page shows. Hidden when the smallest page holds all of them. */
export function PageSize({ view, total, show }: Props) {
  const t = useTranslations("activeUsers.users");
  const id = useId();
  if (total <= DEFAULT_USERS_VIEW.pageSize) {
    return <input type="hidden" form={USERS_FORM} name="pageSize" value={view.pageSize} />;
  }
  const sizes = [...new Set([...SIZES, view.pageSize])].sort((a, b) => a - b);
  return (
    <p className="flex items-center gap-2 whitespace-nowrap text-muted print:hidden">
      <label htmlFor={id}>{t("perPage")}</label>
      <FilterSelect
        id={id}
        form={USERS_FORM}
        name="pageSize"
        defaultValue={view.pageSize}
        onChange={(event) => show(changePageSize(view, Number(event.target.value)))}
        options={sizes.map((size) => ({ value: String(size), label: String(size) }))}
      />
    </p>
  );
}
