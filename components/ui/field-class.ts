/** 16 px and more, else a phone zooms into the field. */
export const FIELD_CLASS =
  "h-11 w-full rounded-md border border-line-strong bg-surface px-3 text-base text-ink";

/** The name of a field, above it. */
export const LABEL_CLASS = "mb-1.5 block font-medium";

/** A box to tick, or one of a few to choose. */
export const CHECK_CLASS = "size-4.5 flex-none accent-accent";

/** A field above a list: as high as a finger on a phone, as a line of text on a desk. */
export const FILTER_CLASS =
  "h-11 min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-base text-ink placeholder:text-muted lg:h-9 lg:text-sm";
