"use client";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { CHECK_CLASS } from "@/components/ui/field-class";
import { isNarrowed } from "@/lib/paths/accounts";
import type { AccountsPage, AccountsView } from "@/lib/users/accounts-view";
import { AccountsPages } from "./accounts-pages";
import { AccountsTable } from "./accounts-table";
import { AccountsToolbar } from "./accounts-toolbar";
import { ActionOutcome } from "./action-outcome";
import { BulkBar } from "./bulk-bar";
import { ConfirmAction } from "./confirm-action";
import { type Action, useAccountActions } from "./use-account-actions";

interface Props {
  page: AccountsPage;
  /** Ids of the accounts that are locked after too many failed sign-ins. */
  locked: string[];
  view: AccountsView;
  appUrl: string;
}

/** The list of accounts by pages, and the actions on those that are picked. */
export function AccountsList({ page, locked, view, appUrl }: Props) {
  const t = useTranslations("accounts");
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Action | null>(null);
  const { act, working, fault, outcome, handout } = useAccountActions();
  const chosen = page.rows.filter(({ userId }) => picked.has(userId));
  const all = chosen.length === page.rows.length;

  const pick = useCallback((userId: string, on: boolean) => {
    setPicked((before) => new Set(on ? [...before, userId] : [...before].filter((id) => id !== userId)));
  }, []);
  async function confirm(action: Action) {
    setAsked(null);
    if (
      await act(
        action,
        chosen.map(({ userId }) => userId),
      )
    )
      setPicked(new Set());
  }

  return (
    <>
      <ActionOutcome fault={fault} outcome={outcome} handout={handout} appUrl={appUrl} />
      <div className="accounts-rest mt-4" aria-busy={working}>
        <AccountsToolbar view={view} />
        {page.rows.length === 0 ? (
          <EmptyState title={isNarrowed(view) ? t("noMatch") : t("empty")}>
            {isNarrowed(view) ? t("noMatchHelp") : t("emptyHelp")}
          </EmptyState>
        ) : (
          <>
            <PickAll
              all={all}
              change={() => setPicked(new Set(all ? [] : page.rows.map(({ userId }) => userId)))}
            />
            <AccountsTable rows={page.rows} locked={locked} picked={picked} pick={pick} />
            <AccountsPages page={page} view={view} />
          </>
        )}
        {chosen.length > 0 && (
          <BulkBar count={chosen.length} choose={setAsked} clear={() => setPicked(new Set())} />
        )}
      </div>
      {asked && (
        <ConfirmAction
          action={asked}
          names={chosen.map(({ name }) => name)}
          confirm={() => void confirm(asked)}
          cancel={() => setAsked(null)}
        />
      )}
    </>
  );
}

/** The box that picks all accounts of the page, or none. */
function PickAll({ all, change }: { all: boolean; change: () => void }) {
  const t = useTranslations("accounts");
  return (
    <label className="mb-1 inline-flex min-h-8 items-center gap-3 text-muted print:hidden">
      <input type="checkbox" className={CHECK_CLASS} checked={all} onChange={change} />
      {t("pickAll")}
    </label>
  );
}
