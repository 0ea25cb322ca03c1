import { t } from "@/lib/cli/terminal/translator";

/** States: `fine`, `act` (the operator has something to do), `unknown` (it could not be checked). */
const STATES = {
  node_supported: "fine",
  node_ended: "act",
  address_encrypted: "fine",
  address_local: "fine",
  address_insecure: "act",
  proxies_given: "fine",
  proxies_assumed: "act",
  folder_private: "fine",
  folder_readable: "act",
  postgres_supported: "fine",
  postgres_old_minor: "act",
  postgres_old_embedded: "act",
  postgres_ended: "act",
  postgres_unknown: "unknown",
  postgres_missing: "unknown",
  role_limited: "fine",
  role_powerful: "act",
} as const;

type FindingCode = keyof typeof STATES;

/** One thing that an operator should know. Each code has one sentence in the terminal's message file. */
export interface Finding {
  code: FindingCode;
  state: (typeof STATES)[FindingCode];
  values: Record<string, string>;
}

/** Makes a finding. Its state follows from its code. */
export function makeFinding(code: FindingCode, values: Record<string, string> = {}): Finding {
  return { code, state: STATES[code], values };
}

/** Returns the sentence about a finding: what is so, and for `act` what it means and what to do. */
export function describeFinding({ code, values }: Finding): string {
  return t(`doctor.findings.${code}`, values);
}

/** Returns the lines about findings with something to do, for the end of the start. */
export function describeNotices(findings: Finding[]): string[] {
  return findings
    .filter(({ state }) => state === "act")
    .map((finding) => t("doctor.notice", { finding: describeFinding(finding) }));
}
