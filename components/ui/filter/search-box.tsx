import { BUTTON_LOOK } from "@/components/ui/button-look";
import { FILTER_LOOK } from "@/components/ui/field-look";
import { MAX_SEARCH_LENGTH } from "@/lib/search-text";

interface Props {
  value: string;
  /** What it is for. */
  label: string;
  /** What can be searched for. */
  placeholder: string;
  button: string;
}

/** The field `q` of a form, with what sends the form. */
export function SearchBox({ value, label, placeholder, button }: Props) {
  return (
    <div className="filter-search flex gap-2">
      <input
        type="search"
        name="q"
        defaultValue={value}
        maxLength={MAX_SEARCH_LENGTH}
        placeholder={placeholder}
        aria-label={label}
        enterKeyHint="search"
        spellCheck={false}
        className={FILTER_LOOK}
      />
      <button type="submit" className={`${BUTTON_LOOK.quiet} max-lg:h-11`}>
        {button}
      </button>
    </div>
  );
}
