"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { type Fault, postJson } from "@/components/live/post-json";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import type { AccountRow } from "@/lib/users/accounts-view";
import { AccountFieldList } from "./account-field-list";
import { FaultNotice } from "./fault-notice";

/**
 * The form that edits an account. When another administrator changed the account meanwhile, the server
 * rejects the second change, and the form shows the current values.
 */
export function EditAccountForm({ account }: { account: AccountRow }) {
  const t = useTranslations("accounts");
  const router = useRouter();
  const [working, setWorking] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [saved, setSaved] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setWorking(true);
    setFault(null);
    setSaved(false);
    const fields = Object.fromEntries(new FormData(event.currentTarget));
    const answer = await postJson(`/api/admin/users/${account.userId}`, {
      ...fields,
      version: account.version,
    });
    setWorking(false);
    if ("fault" in answer) setFault(answer.fault);
    else setSaved(true);
    router.refresh();
  }

  return (
    // A new version remounts the form with the current values.
    <form
      key={account.version}
      onSubmit={(event) => void submit(event)}
      className="flex max-w-sm flex-col gap-4"
    >
      <AccountFieldList account={{ ...account, email: account.email ?? "" }} faults={fault?.fields ?? {}} />
      <p className="text-muted">{t("roleEnds")}</p>
      <FaultNotice fault={fault} />
      <p role="status" className="text-success">
        {saved && t("saved")}
      </p>
      <button type="submit" disabled={working} className={`${BUTTON_CLASS.primary} self-start`}>
        {t("save")}
      </button>
    </form>
  );
}
