/** A text field. Its font is at least 16 px, because phones zoom into fields with a smaller font. */
export const FIELD_CLASS =
  "h-11 w-full rounded-md border border-line-strong bg-surface px-3 text-base text-ink";

/** A field's label, above the field. */
export const LABEL_CLASS = "mb-1.5 block font-medium";

/** A checkbox or a radio button. */
export const CHECK_CLASS = "size-4.5 flex-none accent-accent";

/** A filter field above a list: touch height on narrow screens, lower on wide ones. */
export const FILTER_CLASS =
  "h-11 min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-base text-ink placeholder:text-muted lg:h-9 lg:text-sm";
