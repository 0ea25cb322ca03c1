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

/**
 * The dialog before a revocation. It lists the users whose sessions would end, explains the consequence and
 * asks for a reason.
 */
export function RevokeDialog({ target, confirm, cancel }: Props) {
  const t = useTranslations("revocation");
  const [reason, setReason] = useState("");
  const preview = useRevocationPreview(target);
  const known = preview.state === "known" ? preview.target : null;
  const revocable = known && known.people > 0 ? known : null;
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
            {known && t("consequence", { people: known.people, sessions: known.sessions })}
          </p>
          {revocable && <TargetNames target={revocable} />}
        </>
      }
    >
      {(close) => (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (!revocable) return;
            close();
            confirm(revocable, reason.trim());
          }}
        >
          {revocable && <ReasonField reason={reason} setReason={setReason} />}
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <button type="button" onClick={close} className={BUTTON_CLASS.quiet}>
              {known && !revocable ? t("close") : t("cancel")}
            </button>
            {revocable && (
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

/** The users or sessions that would end, with a note when a filter matches too many to list. */
function TargetNames({ target: { chosen, users, people } }: { target: RevocationTarget }) {
  const t = useTranslations("revocation");
  return (
    <>
      <NameList
        names={users.map((user) => ({ name: user.name, detail: detailOf(user) }))}
        total={Math.max(people, users.length)}
        more={(count) => t("andMore", { count })}
      />
      {"filter" in chosen && <p className="mt-2">{t("tooManyToName")}</p>}
    </>
  );
}

function ReasonField({ reason, setReason }: { reason: string; setReason: (reason: string) => void }) {
  const t = useTranslations("revocation");
  return (
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
  );
}
