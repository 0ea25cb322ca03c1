import { useTranslations } from "next-intl";
import type { PreviewLine } from "@/lib/user-import/import-preview";
import { LineRemedy } from "./line-remedy";

/** Lines of a file that must be corrected: what stands there, and what to do. */
export function WrongLines({ lines }: { lines: PreviewLine[] }) {
  const t = useTranslations("people.import");
  return (
    <ol className="wrong-lines border-t border-line">
      {lines.map((line) => (
        <li key={line.line}>
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
