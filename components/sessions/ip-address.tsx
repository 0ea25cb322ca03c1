import { useTranslations } from "next-intl";
import type { SessionRow } from "@/lib/sessions/session-row";
import { Anonymised } from "./anonymised";

interface Props {
  of: Pick<SessionRow, "ipAddress" | "network"> & { anonymised?: boolean };
}

const LONGEST_IPV4 = 15; // what is longer takes two lines of a row

/** An address as it was recorded, in full, with words for one that is nobody's on the internet; small enough for a row of 40 px. */
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
