"use client";
import { useTranslations } from "next-intl";
import { useCallback, useState } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { CHECK_CLASS } from "@/components/ui/field-class";
import { isNarrowed } from "@/lib/paths/people";
import type { PeoplePage, PeopleView } from "@/lib/users/people-view";
import { ActionOutcome } from "./action-outcome";
import { BulkBar } from "./bulk-bar";
import { ConfirmAction } from "./confirm-action";
import { PeoplePages } from "./people-pages";
import { PeopleTable } from "./people-table";
import { PeopleToolbar } from "./people-toolbar";
import { type Action, usePeopleActions } from "./use-people-actions";

interface Props {
  page: PeoplePage;
  /** Ids of those who failed to sign in too often. */
  locked: string[];
  view: PeopleView;
  appUrl: string;
}

/** Everybody who has an account, and what is done to those who are picked. */
export function PeopleList({ page, locked, view, appUrl }: Props) {
  const t = useTranslations("people");
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Action | null>(null);
  const { act, working, fault, outcome, handout } = usePeopleActions();
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
      <div className="people-rest mt-4" aria-busy={working}>
        <PeopleToolbar view={view} />
        {page.rows.length === 0 ? (
          <EmptyState title={isNarrowed(view) ? t("noMatch") : t("empty")}>
            {isNarrowed(view) ? t("noMatchHelp") : t("emptyHelp")}
          </EmptyState>
        ) : (
          <>
            <label className="mb-1 inline-flex min-h-8 items-center gap-3 text-muted print:hidden">
              <input
                type="checkbox"
                className={CHECK_CLASS}
                checked={all}
                onChange={() => setPicked(new Set(all ? [] : page.rows.map(({ userId }) => userId)))}
              />
              {t("pickAll")}
            </label>
            <PeopleTable rows={page.rows} locked={locked} picked={picked} pick={pick} />
            <PeoplePages page={page} view={view} />
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
