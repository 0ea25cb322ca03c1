import type { ComponentProps } from "react";
import { FILTER_CLASS } from "@/components/ui/field-class";

interface Props extends ComponentProps<"select"> {
  /** The accessible name, if no visible label is beside the select. */
  label?: string;
  options: { value: string; label: string }[];
}

/** A select with a few options; the first one describes the filter. */
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
