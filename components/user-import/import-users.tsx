"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Fault, type PostResult, postJson } from "@/components/live/post-json";
import { Notice } from "@/components/ui/notice";
import { CodesHandout } from "@/components/users/codes-handout";
import type { ImportPreview, LineKind } from "@/lib/user-import/import-preview";
import type { IssuedCode } from "@/lib/users/issued-code";
import { FileDrop } from "./file-drop";
import { FileFaultNotice } from "./file-fault-notice";
import { ImportReview } from "./import-review";

interface Imported {
  counts: Record<LineKind, number>;
  codes: IssuedCode[];
  codesUntil: string;
}

/**
 * The import of accounts from a file: choose it, check the preview of each line, apply it. The server applies
 * exactly what the preview shows, or nothing.
 */
export function ImportUsers({ appUrl }: { appUrl: string }) {
  const t = useTranslations("accounts.import");
  const { working, fault, file, preview, imported, choose, apply } = useImport();
  const count = preview ? preview.counts.new + preview.counts.changed : 0;
  return (
    <>
      <div className="accounts-rest mt-4">
        <FileDrop choose={(chosen) => void choose(chosen)} name={file?.name} busy={working !== null} />
        <div role="status" className="mt-3">
          {working && (
            <p className="flex items-center gap-3">
              <progress className="w-40" />
              {working === "reading" ? t("reading") : t("writing", { count })}
            </p>
          )}
          {imported && (
            <Notice tone="success" within="form">
              {t("done", imported.counts)}
            </Notice>
          )}
        </div>
        <FileFaultNotice fault={fault} />
        {preview && !working && <ImportReview preview={preview} apply={() => void apply()} />}
      </div>
      {imported && imported.codes.length > 0 && (
        <CodesHandout codes={imported.codes} until={imported.codesUntil} appUrl={appUrl} />
      )}
    </>
  );
}

/** Returns the steps of an import and their results: the chosen file, its preview and what was imported. */
function useImport() {
  const [working, setWorking] = useState<"reading" | "writing" | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [imported, setImported] = useState<Imported | null>(null);

  async function ask<Body>(
    step: "reading" | "writing",
    question: () => Promise<PostResult<Body>>,
  ): Promise<Body | null> {
    setWorking(step);
    setFault(null);
    const answer = await question();
    setWorking(null);
    if ("body" in answer) return answer.body;
    setFault(answer.fault);
    return null;
  }
  async function choose(chosen: File) {
    setFile(chosen);
    setImported(null);
    setPreview(await ask("reading", () => postJson<ImportPreview>("/api/admin/users/import/plan", chosen)));
  }
  async function apply() {
    if (!file || !preview) return;
    const path = `/api/admin/users/import/apply?digest=${preview.digest}`;
    const done = await ask("writing", () => postJson<Imported>(path, file));
    setPreview(null); // also after a failure: the preview may be out of date
    setImported(done);
  }

  return { working, fault, file, preview, imported, choose, apply };
}
