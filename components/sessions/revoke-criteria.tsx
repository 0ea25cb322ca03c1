"use client";
import { useTranslations } from "next-intl";
import type { RevocationFilter } from "./revocation";
import { useCriteria } from "./use-criteria";

/** By what the people of a revocation were found. */
export function RevokeCriteria({ filter }: { filter: RevocationFilter }) {
  const t = useTranslations("revocation");
  const criteria = useCriteria(filter);
  return <p className="mt-1 text-muted wrap-anywhere">{criteria || t("everybody")}</p>;
}
