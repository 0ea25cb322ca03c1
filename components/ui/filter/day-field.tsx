import { FILTER_CLASS } from "@/components/ui/field-class";

interface Props {
  name: string;
  label: string;
  /** `2025-11-11`; null: no day */
  value: string | null;
  /** The last day that can be chosen. */
  max?: string;
}

/** The date field of a filter. */
export function DayField({ name, label, value, max = "2099-12-31" }: Props) {
  return (
    <label className="filter-day">
      <span className="text-muted">{label}</span>
      <input
        type="date"
        name={name}
        defaultValue={value ?? ""}
        min="2000-01-01"
        max={max}
        className={FILTER_CLASS}
      />
    </label>
  );
}
