"use client";
import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, useId, useState } from "react";

interface Props {
  choose: (file: File) => void;
  /** Name of the file that was chosen last. */
  name: string | undefined;
  busy: boolean;
}

/** A field for a file, which is dropped on it or chosen by click or keyboard. */
export function FileDrop({ choose, name, busy }: Props) {
  const t = useTranslations("accounts.import");
  const id = useId();
  const [over, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file && !busy) choose(file);
  }
  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={`flex min-h-28 cursor-pointer flex-col items-center justify-center gap-1.5 rounded-md border border-dashed px-4 py-5 text-center focus-within:outline-2 focus-within:outline-accent ${over ? "border-accent bg-accent-soft" : "border-line-strong"}`}
    >
      <FileUp aria-hidden="true" className="size-5 text-muted" />
      <span className="font-medium wrap-anywhere">{name ?? t("drop")}</span>
      <span className="text-muted">{name ? t("dropAnother") : t("dropHelp")}</span>
      <input
        id={id}
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        disabled={busy}
        className="sr-only"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) choose(file);
          event.target.value = ""; // choosing the same file again, corrected, must be a change
        }}
      />
    </label>
  );
}
