import type { ComponentProps } from "react";
import { FILTER_CLASS } from "@/components/ui/field-class";

interface Props extends ComponentProps<"select"> {
  /** Its name, where none stands beside it. */
  label?: string;
  options: { value: string; label: string }[];
}

/** One of a few; its first option says in words what is chosen from. */
export function FilterSelect({ label, options, className = "", ...select }: Props) {
  return (
    <select aria-label={label} className={`filter-select pr-8 ${FILTER_CLASS} ${className}`} {...select}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
