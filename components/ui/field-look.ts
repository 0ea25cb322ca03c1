/** 16 px and more, else a phone zooms into the field. */
export const FIELD_LOOK =
  "h-11 w-full rounded-md border border-line-strong bg-surface px-3 text-base text-ink";
