import { useTranslations } from "next-intl";
import type { SessionRow } from "@/lib/sessions/session-row";
import { Anonymised } from "./anonymised";

interface Props {
  of: Pick<SessionRow, "ipAddress" | "network"> & { anonymised?: boolean };
}

const LONGEST_IPV4 = 15; // characters; a longer address takes two lines in a row, in a smaller font

/**
 * The full address, as it was recorded. An address that is not public has a label below it. Fits into a row
 * of 40 px.
 */
export function IpAddress({ of: { ipAddress, network, anonymised } }: Props) {
  const t = useTranslations("sessions");
  if (anonymised) return <Anonymised />;
  if (ipAddress === null) return <span className="text-muted">{t("unknownAddress")}</span>;
  const long = ipAddress.length > LONGEST_IPV4;
  return (
    <span className={`ip-address ${long ? "ip-address-long" : ""}`}>
      <span className="break-all tabular-nums">{ipAddress}</span>{" "}
      {network && <span className="ip-address-words">{t(`network.${network}`)}</span>}
    </span>
  );
}
