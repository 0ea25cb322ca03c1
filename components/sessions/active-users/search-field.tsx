import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { FILTER_LOOK } from "@/components/ui/field-look";
import { MAX_SEARCH_LENGTH } from "@/lib/search-text";

/** Names are typed as they come: nothing corrects them, and no accent or capital is needed. */
export function SearchField({ q, onType }: { q: string; onType: () => void }) {
  const t = useTranslations("activeUsers.users");
  return (
    <div className="users-toolbar-search relative">
      <Search aria-hidden="true" className="absolute inset-y-0 left-2.5 my-auto size-4 text-muted" />
      <input
        type="search"
        name="q"
        defaultValue={q}
        onInput={onType}
        maxLength={MAX_SEARCH_LENGTH}
        placeholder={t("searchFor")}
        aria-label={t("search")}
        enterKeyHint="search"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className={`${FILTER_LOOK} pl-9`}
      />
    </div>
  );
}
