import { Search } from "lucide-react";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { FILTER_CLASS } from "@/components/ui/field-class";
import { MAX_SEARCH_LENGTH } from "@/lib/search-text";

interface Props {
  value: string;
  /** The accessible name. */
  label: string;
  /** Names the fields that the search covers. */
  placeholder: string;
  /** Label of the submit button, for a form that does not submit while the user types. */
  button?: string;
}

/**
 * The search field `q` of a form. Autocorrection is off, because it would change names. The search ignores
 * accents and case.
 */
export function SearchBox({ value, label, placeholder, button }: Props) {
  return (
    <div className={`filter-search ${button ? "flex gap-2" : "relative"}`}>
      {!button && (
        <Search aria-hidden="true" className="absolute inset-y-0 left-2.5 my-auto size-4 text-muted" />
      )}
      <input
        type="search"
        name="q"
        defaultValue={value}
        maxLength={MAX_SEARCH_LENGTH}
        placeholder={placeholder}
        aria-label={label}
        enterKeyHint="search"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className={button ? FILTER_CLASS : `${FILTER_CLASS} pl-9`}
      />
      {button && (
        <button type="submit" className={`${BUTTON_CLASS.quiet} max-lg:h-11`}>
          {button}
        </button>
      )}
    </div>
  );
}
