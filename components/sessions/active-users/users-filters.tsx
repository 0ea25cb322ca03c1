import { useTranslations } from "next-intl";
import { FilterSelect } from "@/components/ui/filter/filter-select";
import { ROLES } from "@/lib/roles";
import type { UsersView } from "@/lib/sessions/active-users/users-view";
import { STATUSES } from "@/lib/sessions/presence";

/** Of one role, in one state. */
export function UsersFilters({ view, onChoose }: { view: UsersView; onChoose: () => void }) {
  const t = useTranslations("activeUsers.users");
  const roles = useTranslations("roles");
  const presence = useTranslations("presence");
  const columns = useTranslations("columns");
  return (
    <>
      <FilterSelect
        name="role"
        label={columns("role")}
        defaultValue={view.role ?? ""}
        onChange={onChoose}
        options={[
          { value: "", label: t("allRoles") },
          ...ROLES.map((role) => ({ value: role, label: roles(role) })),
        ]}
      />
      <FilterSelect
        name="status"
        label={columns("status")}
        defaultValue={view.status ?? ""}
        onChange={onChoose}
        options={[
          { value: "", label: t("allStatuses") },
          ...STATUSES.map((status) => ({ value: status, label: presence(status) })),
        ]}
      />
    </>
  );
}
