import { useTranslations } from "next-intl";
import { FilterSelect } from "@/components/ui/filter/filter-select";
import { submitForm } from "@/components/ui/filter/submit-form";
import { ROLES } from "@/lib/roles";

interface Props {
  role: (typeof ROLES)[number] | null;
  label: string;
  /** Text of the option that selects all roles. */
  all: string;
}

/** The field `role` of a filter form: one role or all. */
export function RoleFilter({ role, label, all }: Props) {
  const t = useTranslations("roles");
  return (
    <FilterSelect
      name="role"
      label={label}
      defaultValue={role ?? ""}
      onChange={submitForm}
      options={[{ value: "", label: all }, ...ROLES.map((value) => ({ value, label: t(value) }))]}
    />
  );
}
