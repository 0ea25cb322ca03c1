/** Classes of buttons, and of links that look like buttons. */
export const BUTTON_CLASS = {
  primary:
    "inline-flex h-10 items-center justify-center gap-2 rounded-md bg-accent px-4 font-medium whitespace-nowrap text-on-accent hover:opacity-90 disabled:opacity-70",
  quiet:
    "inline-flex h-9 items-center justify-center gap-2 rounded-md border border-line px-3 whitespace-nowrap text-ink hover:border-line-strong disabled:text-muted",
} as const;
