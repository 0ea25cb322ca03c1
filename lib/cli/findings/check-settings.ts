import { type Finding, makeFinding } from "@/lib/cli/findings/finding";
import type { Env } from "@/lib/env";

/** Checks the settings that are valid and still leave a risk. */
export function checkSettings({ appUrl, insecureHttp, proxiesAssumed, trustedProxies }: Env): Finding[] {
  const encrypted = appUrl.startsWith("https:");
  const address = insecureHttp ? "address_insecure" : encrypted ? "address_encrypted" : "address_local";
  const findings = [makeFinding(address, { url: appUrl })];
  if (proxiesAssumed) findings.push(makeFinding("proxies_assumed"));
  else if (encrypted) findings.push(makeFinding("proxies_given", { proxies: trustedProxies.join(", ") }));
  return findings;
}
