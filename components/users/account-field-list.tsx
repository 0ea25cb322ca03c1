"use client";
import { useTranslations } from "next-intl";
import { FIELD_CLASS, LABEL_CLASS } from "@/components/ui/field-class";
import { ROLES_TO_GIVE } from "@/lib/roles";

interface Props {
  account: { username: string; name: string; role: string; email: string };
  /** Fault codes by the name of the field. */
  faults: Record<string, string>;
}

const FAULTS = ["required", "length", "characters", "mixed_scripts", "role", "email"] as const;

/** The fields of an account: name, username, role and e-mail address. */
export function AccountFieldList({ account, faults }: Props) {
  const t = useTranslations("accounts");
  const roles = useTranslations("roles");
  const faultOf = (field: string) => FAULTS.find((known) => known === faults[field]);
  const field = (name: "username" | "name" | "email", required: boolean) => {
    const fault = faultOf(name);
    return (
      <div>
        <label htmlFor={`account-${name}`} className={LABEL_CLASS}>
          {t(`fields.${name}`)}
        </label>
        <input
          id={`account-${name}`}
          name={name}
          type={name === "email" ? "email" : "text"}
          defaultValue={account[name]}
          required={required}
          autoComplete="off"
          autoCapitalize={name === "name" ? "words" : "none"}
          spellCheck={false}
          aria-invalid={fault ? true : undefined}
          aria-describedby={`account-${name}-hint`}
          className={FIELD_CLASS}
        />
        <p
          id={`account-${name}-hint`}
          className={`mt-1.5 first-letter:uppercase ${fault ? "text-danger" : "text-muted"}`}
        >
          {fault ? t(`fieldFaults.${fault}`, { field: name }) : t(`hints.${name}`)}
        </p>
      </div>
    );
  };
  return (
    <>
      {field("name", true)}
      {field("username", true)}
      <div>
        <label htmlFor="account-role" className={LABEL_CLASS}>
          {t("fields.role")}
        </label>
        <select
          id="account-role"
          name="role"
          defaultValue={account.role}
          className={`filter-select ${FIELD_CLASS}`}
        >
          {ROLES_TO_GIVE.map((role) => (
            <option key={role} value={role}>
              {roles(role)}
            </option>
          ))}
        </select>
      </div>
      {field("email", false)}
    </>
  );
}
