interface Choice {
  value: string;
  text: string;
  /** Language of the text, if it differs from the page's. */
  lang?: string;
}

interface Props {
  name: "language" | "theme";
  /** Name of the preference, for screen readers only. */
  label: string;
  choices: Choice[];
  current: string;
  /** Page to return to when the browser sends no `Referer`. */
  from: string;
}

/** Characters of the page to return to. Its encoded form must fit into a form of 4 KiB. */
const MAX_FROM = 1_000;

/** A form with a submit button for each choice, so that it works without a script. */
export function PreferenceForm({ name, label, choices, current, from }: Props) {
  return (
    <form method="post" action="/api/preferences">
      <input type="hidden" name="from" value={from.length > MAX_FROM ? "/" : from} />
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
