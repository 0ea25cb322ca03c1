import { getRequestConfig } from "next-intl/server";
import { env } from "@/lib/env";
import messages from "./messages/fr.json";

/** French for everybody for now; the zone is the organisation's, wherever the server or the reader is. */
export default getRequestConfig(async () => ({ locale: "fr" as const, messages, timeZone: env().timeZone }));
