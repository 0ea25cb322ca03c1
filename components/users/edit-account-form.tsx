"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { type Fault, postJson } from "@/components/live/post-json";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import type { AccountRow } from "@/lib/users/accounts-view";
import { AccountFieldList } from "./account-field-list";
import { FaultNotice } from "./fault-notice";

/** Changes what is said of a person. Whoever changed them meanwhile goes first: the second is told, and sees what stands there now. */
export function EditAccountForm({ person }: { person: AccountRow }) {
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
    const answer = await postJson(`/api/admin/users/${person.userId}`, {
      ...fields,
      version: person.version,
    });
    setWorking(false);
    if ("fault" in answer) setFault(answer.fault);
    else setSaved(true);
    router.refresh();
  }

  return (
    // The key fills the fields with what stands there now.
    <form
      key={person.version}
      onSubmit={(event) => void submit(event)}
      className="flex max-w-sm flex-col gap-4"
    >
      <AccountFieldList person={{ ...person, email: person.email ?? "" }} faults={fault?.fields ?? {}} />
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
