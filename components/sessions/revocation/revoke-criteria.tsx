"use client";
import { useTranslations } from "next-intl";
import { useCriteria } from "@/components/sessions/use-criteria";
import type { RevocationFilter } from "./revocation";

/** The filters that select the users of a revocation, in words. */
export function RevokeCriteria({ filter }: { filter: RevocationFilter }) {
  const t = useTranslations("revocation");
  const criteria = useCriteria(filter);
  return <p className="mt-1 text-muted wrap-anywhere">{criteria || t("everybody")}</p>;
}
