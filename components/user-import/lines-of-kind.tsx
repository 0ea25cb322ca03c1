"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import type { LineKind, PreviewLine } from "@/lib/user-import/import-preview";
import { ImportLines } from "./import-lines";
import { WrongLines } from "./wrong-lines";

const STEP = 200;

/** The lines that have the same effect. A button shows more of a long list. */
export function LinesOfKind({ kind, lines }: { kind: LineKind; lines: PreviewLine[] }) {
  const t = useTranslations("accounts.import");
  const [shown, setShown] = useState(STEP);
  const rows = lines.slice(0, shown);
  return (
    <>
      {kind === "wrong" ? <WrongLines lines={rows} /> : <ImportLines kind={kind} lines={rows} />}
      {lines.length > shown && (
        <button type="button" onClick={() => setShown(shown + STEP)} className={`${BUTTON_CLASS.quiet} mt-3`}>
          {t("showMore", { count: Math.min(STEP, lines.length - shown) })}
        </button>
      )}
    </>
  );
}
