import { useTranslations } from "next-intl";

/** An address as it was recorded, in full: an IPv6 one may break over lines on a card. */
export function IpAddress({ address }: { address: string | null }) {
  const t = useTranslations("sessions");
  if (address === null) return <span className="text-muted">{t("unknownAddress")}</span>;
  const long = address.includes(":"); // a long one takes two lines of a row
  return <span className={`break-all tabular-nums ${long ? "text-xs" : ""}`}>{address}</span>;
}
