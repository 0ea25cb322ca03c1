import { useTranslations } from "next-intl";
import { FilterSelect } from "@/components/ui/filter/filter-select";
import { SORTS, type Sort } from "@/lib/sessions/active-users/users-view";
import { useSortWords } from "./use-sort-words";

/** The order of the cards of a narrow screen, which have no heads to press. Where there are heads it is only sent along. */
export function SortSelect({ sort, onChoose }: { sort: Sort; onChoose: () => void }) {
  const t = useTranslations("activeUsers.users");
  const words = useSortWords();
  return (
    <div className="users-toolbar-sort">
      <FilterSelect
        name="sort"
        label={t("sortBy")}
        defaultValue={sort}
        onChange={onChoose}
        options={SORTS.map((value) => ({ value, label: words(value) }))}
      />
    </div>
  );
}
