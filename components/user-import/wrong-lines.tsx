import { useTranslations } from "next-intl";
import type { PreviewLine } from "@/lib/user-import/import-preview";
import { LineRemedy } from "./line-remedy";

/** A list of the lines that must be corrected, with their content, faults and remedies. */
export function WrongLines({ lines }: { lines: PreviewLine[] }) {
  const t = useTranslations("accounts.import");
  return (
    <ol className="border-t border-line">
      {lines.map((line) => (
        <li
          key={line.line}
          className="grid grid-cols-[5rem_minmax(0,1fr)] gap-x-3 gap-y-0.5 border-b border-line py-2"
        >
          <span className="text-muted tabular-nums">{t("line", { line: line.line })}</span>
          <div>
            <p className="wrap-anywhere">
              {[line.username, line.name, line.role, line.email].filter(Boolean).join(" · ")}
            </p>
            <LineRemedy line={line} />
          </div>
        </li>
      ))}
    </ol>
  );
}
