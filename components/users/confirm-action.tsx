"use client";
import { useTranslations } from "next-intl";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { NameList } from "@/components/ui/name-list";
import { Dialog } from "@/components/ui/overlay/dialog";
import type { Action } from "./use-account-actions";

interface Props {
  action: Action;
  names: string[];
  confirm: () => void;
  cancel: () => void;
}

/** The dialog that explains an action and lists its accounts, before anything happens. */
export function ConfirmAction({ action, names, confirm, cancel }: Props) {
  const t = useTranslations("accounts");
  const roles = useTranslations("roles");
  const role = action.action === "set-role" ? roles(action.role) : "";
  return (
    <Dialog
      title={t(`confirm.${action.action}.title`, { count: names.length, role })}
      onClose={cancel}
      text={
        <>
          <p>{t(`confirm.${action.action}.text`, { count: names.length })}</p>
          <NameList
            names={names.map((name) => ({ name }))}
            total={names.length}
            more={(count) => t("andMore", { count })}
          />
        </>
      }
    >
      {(close) => (
        <div className="mt-4 flex flex-wrap justify-end gap-2">
          <button type="button" onClick={close} className={BUTTON_CLASS.quiet}>
            {t("cancel")}
          </button>
          <button
            type="button"
            onClick={() => {
              close();
              confirm();
            }}
            className={BUTTON_CLASS.primary}
          >
            {t(`actions.${action.action}`)}
          </button>
        </div>
      )}
    </Dialog>
  );
}
