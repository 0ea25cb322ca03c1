import { useTranslations } from "next-intl";
import { FilterSelect } from "@/components/ui/filter/filter-select";
import { submitForm } from "@/components/ui/filter/submit-form";
import { ROLES } from "@/lib/roles";

interface Props {
  role: (typeof ROLES)[number] | null;
  label: string;
  /** What it says when it is of all of them. */
  all: string;
}

/** Of one role, or of all: the field `role` of a form. */
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
