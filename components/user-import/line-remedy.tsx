import { useTranslations } from "next-intl";
import type { PreviewLine } from "@/lib/user-import/import-preview";

const FAULTS = [
  "required",
  "length",
  "characters",
  "mixed_scripts",
  "role",
  "email",
  "duplicate",
  "cells",
] as const;

/** The faults of a line, field by field, and their remedies. */
export function LineRemedy({ line }: { line: PreviewLine }) {
  const t = useTranslations("accounts");
  return (
    <ul className="text-danger">
      {line.faults.map(({ field, fault, earlier = 0 }) => {
        const known = FAULTS.find((name) => name === fault);
        return (
          <li key={`${field} ${fault}`}>
            {field && <span className="font-medium">{t(`fields.${field}`)}</span>}{" "}
            {known && t(`fieldFaults.${known}`, { field: field ?? "", earlier })}
          </li>
        );
      })}
    </ul>
  );
}
