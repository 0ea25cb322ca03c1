"use client";
import { Download, Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { formatInstant } from "@/lib/i18n/format-instant";
import type { IssuedCode } from "@/lib/users/issued-code";
import { codesCsv } from "./codes-csv";

interface Props {
  codes: IssuedCode[];
  /** When the codes expire, RFC 3339. */
  until: string;
  /** URL of the product. Users enter their code at its `/activate`. */
  appUrl: string;
}

/** Maximum number of slips on the page; the file has all codes. */
const MAX_SLIPS = 10_000;

/** Activation codes, shown once: on the screen, as a file, and on paper as slips to hand out. */
export function CodesHandout({ codes, until, appUrl }: Props) {
  const t = useTranslations("accounts.codes");
  const [file] = useState(() => `data:text/csv;charset=utf-8,${encodeURIComponent(codesCsv(codes))}`);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []); // the codes are shown only once, so they must be seen
  const address = `${appUrl}/activate`;
  return (
    <section aria-labelledby="codes" className="codes">
      <div className="print:hidden">
        <h2 ref={heading} id="codes" tabIndex={-1} className="text-base font-semibold">
          {t("title", { count: codes.length })}
        </h2>
        <p className="mt-1 max-w-prose">{t("once", { until: formatInstant(until) })}</p>
        <div className="mt-3 mb-4 flex flex-wrap gap-2">
          <a href={file} download="codes.csv" className={BUTTON_CLASS.quiet}>
            <Download aria-hidden="true" className="size-3.5" />
            {t("download")}
          </a>
          <button type="button" onClick={() => window.print()} className={BUTTON_CLASS.quiet}>
            <Printer aria-hidden="true" className="size-3.5" />
            {t("print")}
          </button>
        </div>
      </div>
      <ul className="slips">
        {codes.slice(0, MAX_SLIPS).map(({ username, name, code }) => (
          <li key={username} className="slip">
            <p className="font-medium wrap-anywhere">{name}</p>
            <p className="text-muted wrap-anywhere">{t("username", { username })}</p>
            <p className="slip-code tabular-nums">{code}</p>
            <p className="hidden text-muted print:block">
              {t("slip", { address, until: formatInstant(until) })}
            </p>
          </li>
        ))}
      </ul>
      {codes.length > MAX_SLIPS && (
        <p className="mt-2 text-muted">{t("more", { count: codes.length - MAX_SLIPS })}</p>
      )}
    </section>
  );
}
