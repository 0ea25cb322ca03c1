interface Choice {
  value: string;
  text: string;
  /** Of the text, where it is not the page's language. */
  lang?: string;
}

interface Props {
  name: "language" | "theme";
  /** What is chosen, for those who hear it; sighted people read it off the choices. */
  label: string;
  choices: Choice[];
  current: string;
  /** The page to come back to, should the browser not say where it is. */
  from: string;
}

/** A plain form with a button for each choice: it needs no script, and is a page of its own nowhere. */
export function PreferenceForm({ name, label, choices, current, from }: Props) {
  return (
    <form method="post" action="/api/preferences">
      <input type="hidden" name="from" value={from} />
      <fieldset className="flex rounded-md border border-line p-0.5">
        <legend className="sr-only">{label}</legend>
        {choices.map(({ value, text, lang }) => (
          <button
            key={value}
            type="submit"
            name={name}
            value={value}
            lang={lang}
            aria-pressed={value === current}
            className="h-8 min-w-0 flex-1 truncate rounded-sm border border-transparent px-1.5 text-xs text-muted hover:text-ink aria-pressed:border-line aria-pressed:bg-surface aria-pressed:font-medium aria-pressed:text-ink lg:h-7"
          >
            {text}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
