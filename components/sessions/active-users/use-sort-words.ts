import { useTranslations } from "next-intl";
import { parseSort, type Sort } from "@/lib/sessions/active-users/users-view";

/** Returns a function that names an order in words, `Dernière connexion, la plus récente d'abord`. */
export function useSortWords(): (sort: Sort) => string {
  const t = useTranslations("activeUsers.users.sorts");
  return (sort) => {
    const { key, descending } = parseSort(sort);
    return t(`${key}.${descending ? "down" : "up"}`);
  };
}
