"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRevoke } from "@/components/sessions/revocation/revocation-context";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { Section } from "@/components/ui/section";
import { formatInstant } from "@/lib/i18n/format-instant";
import type { AccountRow } from "@/lib/users/accounts-view";
import { AccountStatusLabel } from "./account-status-label";
import { ActionOutcome } from "./action-outcome";
import { ConfirmAction } from "./confirm-action";
import { EditAccountForm } from "./edit-account-form";
import { type Action, useAccountActions } from "./use-account-actions";

interface Props {
  account: AccountRow;
  /** The account is locked after too many failed sign-ins. */
  locked: boolean;
  /**
   * The account is the viewer's own. It has no actions, so that administrators cannot lock themselves out.
   */
  own: boolean;
  appUrl: string;
}

/** The account section of a user's page: its status, its actions and the form that edits it. */
export function AccountActions({ account, locked, own, appUrl }: Props) {
  const t = useTranslations("accounts");
  const revoke = useRevoke();
  const [asked, setAsked] = useState<Action | null>(null);
  const { act, working, fault, outcome, handout } = useAccountActions();
  const actions = own ? [] : actionsFor(account);

  function confirm(action: Action) {
    setAsked(null);
    void act(action, [account.userId]);
  }
  return (
    <>
      <ActionOutcome fault={fault} outcome={outcome} handout={handout} appUrl={appUrl} />
      <Section id="account" title={t("account")} className="accounts-rest mt-8 print:hidden">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2" aria-busy={working}>
          <AccountStatusLabel account={account} locked={locked} />
          {account.codeExpiresAt && (
            <span className="text-muted">
              {t("codeUntil", { until: formatInstant(account.codeExpiresAt) })}
            </span>
          )}
          {account.email && <span className="text-muted wrap-anywhere">{account.email}</span>}
        </div>
        {own ? (
          <p className="mt-3 text-muted">{t("ownAccount")}</p>
        ) : (
          <div className="mt-3 flex flex-wrap gap-2">
            {actions.map((action) => (
              <button
                key={action}
                type="button"
                onClick={() => setAsked({ action })}
                disabled={revoke?.busy} // a dialog would cover the button that stops a revocation
                className={BUTTON_CLASS.quiet}
              >
                {t(`actions.${action}`)}
              </button>
            ))}
          </div>
        )}
        <details className="disclosure mt-3 border-t border-line">
          <summary>{t("edit")}</summary>
          <EditAccountForm account={account} />
        </details>
        {asked && (
          <ConfirmAction
            action={asked}
            names={[account.name]}
            confirm={() => confirm(asked)}
            cancel={() => setAsked(null)}
          />
        )}
      </Section>
    </>
  );
}

function actionsFor({ accountStatus }: AccountRow) {
  return accountStatus === "disabled" ? (["enable"] as const) : (["reset", "unlock", "disable"] as const);
}
