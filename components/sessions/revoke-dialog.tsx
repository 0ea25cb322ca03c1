"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { BUTTON_LOOK } from "@/components/ui/button-look";
import { Dialog } from "@/components/ui/dialog";
import { FIELD_LOOK } from "@/components/ui/field-look";
import { NameList } from "@/components/ui/name-list";
import type { RevocationTarget } from "./revocation";
import { useRevocationPreview } from "./use-revocation-preview";

interface Props {
  target: RevocationTarget;
  confirm: (people: number, reason: string) => void;
  cancel: () => void;
}

const MAX_REASON_LENGTH = 200;

/** Whose sessions would end, and what that means for them, before anything happens. */
export function RevokeDialog({ target, confirm, cancel }: Props) {
  const t = useTranslations("revocation");
  const [reason, setReason] = useState("");
  const who = useRevocationPreview(target);
  return (
    <Dialog title={t("title")} onClose={cancel}>
      {(close) => (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            close();
            confirm(who.people, reason.trim());
          }}
        >
          <p className="mt-2" role="status">
            {who.state === "loading" && t("looking")}
            {who.state === "failed" && t("faults.network")}
            {who.state === "known" && t("consequence", { people: who.people })}
          </p>
          {who.people > 0 && (
            <>
              <NameList names={who.names} total={who.people} more={(count) => t("andMore", { count })} />
              <label htmlFor="revoke-reason" className="mt-4 block font-medium">
                {t("reason")}
              </label>
              <input
                id="revoke-reason"
                value={reason}
                onChange={(event) => setReason(event.target.value)}
                maxLength={MAX_REASON_LENGTH}
                autoComplete="off"
                aria-describedby="revoke-reason-hint"
                className={`${FIELD_LOOK} mt-1 w-full`}
              />
              <p id="revoke-reason-hint" className="mt-1 text-xs text-muted">
                {t("reasonHint")}
              </p>
            </>
          )}
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <button type="button" onClick={close} className={BUTTON_LOOK.quiet}>
              {who.state === "known" && who.people === 0 ? t("close") : t("cancel")}
            </button>
            {who.people > 0 && (
              <button type="submit" className={BUTTON_LOOK.primary}>
                {t("confirm")}
              </button>
            )}
          </div>
        </form>
      )}
    </Dialog>
  );
}
