import { useTranslations } from "next-intl";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { CHECK_CLASS } from "@/components/ui/field-class";
import { FilterSelect } from "@/components/ui/filter/filter-select";
import { FORMATS, MAX_ROWS } from "@/lib/exports/table/export-formats";

/** The fields of an export: the file format with its row limit, and the CSV separator. */
export function ExportFields({ rows, disabled }: { rows?: number; disabled: boolean }) {
  const t = useTranslations("exports.menu");
  return (
    <fieldset aria-disabled={disabled} className="grid gap-3 aria-disabled:opacity-60">
      <legend className="sr-only">{t("format")}</legend>
      {rows !== undefined && <p className="font-medium tabular-nums">{t("rows", { count: rows })}</p>}
      <div className="grid gap-1">
        {FORMATS.map((format) => (
          <label key={format} className="flex min-h-9 items-center gap-2.5">
            <input
              type="radio"
              name="format"
              value={format}
              defaultChecked={format === "csv"}
              className={CHECK_CLASS}
            />
            <span className="w-12 font-medium">{t(`formats.${format}`)}</span>
            <span className="text-muted">{t(`limits.${format}`, { limit: MAX_ROWS[format] })}</span>
          </label>
        ))}
      </div>
      <div className="export-separator">
        <FilterSelect
          name="separator"
          label={t("separator")}
          options={[
            { value: ";", label: t("separators.semicolon") },
            { value: ",", label: t("separators.comma") },
          ]}
        />
      </div>
      <p className="text-muted">{t("help")}</p>
      {/* `aria-disabled`, because a disabled button loses the focus. */}
      <button type="submit" aria-disabled={disabled} className={BUTTON_CLASS.primary}>
        {t("download")}
      </button>
    </fieldset>
  );
}
