"use client";
import { useTranslations } from "next-intl";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { Section } from "@/components/ui/section";
import { type ImportPreview, LINE_KINDS, MAX_REPORTED_LINES } from "@/lib/user-import/import-preview";
import { LinesOfKind } from "./lines-of-kind";

/**
 * The preview of an import: its counts, its lines by effect, and the button that applies it unless a line is
 * wrong.
 */
export function ImportReview({ preview, apply }: { preview: ImportPreview; apply: () => void }) {
  const t = useTranslations("accounts.import");
  const { counts, lines, ignored } = preview;
  const count = counts.new + counts.changed;
  return (
    <>
      <div className="mt-4 flex flex-wrap items-center gap-x-6 gap-y-3">
        <p>{counts.wrong > 0 ? t("mustCorrect", { count: counts.wrong }) : t("would", counts)}</p>
        {counts.wrong === 0 && count > 0 && (
          <button type="button" onClick={apply} className={BUTTON_CLASS.primary}>
            {t("apply", { count })}
          </button>
        )}
      </div>
      {ignored.length > 0 && (
        <p className="mt-2 text-muted wrap-anywhere">
          {t("ignored", { columns: ignored.slice(0, 20).join(", ") })}
        </p>
      )}
      {LINE_KINDS.filter((kind) => counts[kind] > 0).map((kind) => (
        <Section key={kind} id={kind} title={t(`kinds.${kind}`)} total={counts[kind]} className="mt-6">
          <LinesOfKind kind={kind} lines={lines.filter((line) => line.kind === kind)} />
          {counts[kind] > MAX_REPORTED_LINES && (
            <p className="mt-2 text-muted">{t("firstShown", { count: MAX_REPORTED_LINES })}</p>
          )}
        </Section>
      ))}
    </>
  );
}
