"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { FIELD_CLASS } from "@/components/ui/field-class";
import { NameList } from "@/components/ui/name-list";
import { Dialog } from "@/components/ui/overlay/dialog";
import { MAX_NOTE_LENGTH } from "@/lib/sessions/revocation/revocation-limits";
import type { RevocationTarget } from "./revocation";
import { detailOf } from "./revocation-target";
import { RevokeCriteria } from "./revoke-criteria";
import { useRevocationPreview } from "./use-revocation-preview";

interface Props {
  target: RevocationTarget;
  confirm: (target: RevocationTarget, reason: string) => void;
  cancel: () => void;
}

/** Whose sessions would end, and what that means for them, before anything happens. */
export function RevokeDialog({ target, confirm, cancel }: Props) {
  const t = useTranslations("revocation");
  const [reason, setReason] = useState("");
  const preview = useRevocationPreview(target);
  const who = preview.state === "known" ? preview.target : null;
  const some = who && who.people > 0 ? who : null;
  return (
    <Dialog
      title={t("title")}
      onClose={cancel}
      text={
        <>
          {"filter" in target.chosen && <RevokeCriteria filter={target.chosen.filter} />}
          <p role="status">
            {preview.state === "loading" && t("looking")}
            {preview.state === "failed" && t("notLooked")}
            {who && t("consequence", { people: who.people, sessions: who.sessions })}
          </p>
          {some && (
            <NameList
              names={some.whom.map((whom) => ({ name: whom.name, detail: detailOf(whom) }))}
              total={Math.max(some.people, some.whom.length)}
              more={(count) => t("andMore", { count })}
            />
          )}
          {some && "filter" in some.chosen && <p className="mt-2">{t("tooManyToName")}</p>}
        </>
      }
    >
      {(close) => (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!some) return;
            close();
            confirm(some, reason.trim());
          }}
        >
          {some && (
            <>
              <label htmlFor="revoke-reason" className="mt-4 block font-medium">
                {t("reason")}
              </label>
              <input
                id="revoke-reason"
                value={reason}
                onChange={(event) => setReason(event.target.value)}
                maxLength={MAX_NOTE_LENGTH}
                autoComplete="off"
                aria-describedby="revoke-reason-hint"
                className={`${FIELD_CLASS} mt-1 w-full`}
              />
              <p id="revoke-reason-hint" className="mt-1 text-xs text-muted">
                {t("reasonHint")}
              </p>
            </>
          )}
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <button type="button" onClick={close} className={BUTTON_CLASS.quiet}>
              {who && !some ? t("close") : t("cancel")}
            </button>
            {some && (
              <button type="submit" className={BUTTON_CLASS.primary}>
                {t("confirm")}
              </button>
            )}
          </div>
        </form>
      )}
    </Dialog>
  );
}
