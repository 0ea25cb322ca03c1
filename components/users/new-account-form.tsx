"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { type Fault, postJson } from "@/components/live/post-json";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import type { IssuedCode } from "@/lib/users/issued-code";
import { AccountFieldList } from "./account-field-list";
import { CodesHandout } from "./codes-handout";
import { FaultNotice } from "./fault-notice";
import { addCodes, type Handout } from "./use-account-actions";

const EMPTY = { username: "", name: "", role: "SECRETAIRE", email: "" };

interface Added {
  codes: IssuedCode[];
  codesUntil: string;
}

/** The form that adds one account and shows its code. It is then ready for the next account. */
export function NewAccountForm({ appUrl }: { appUrl: string }) {
  const t = useTranslations("accounts");
  const [working, setWorking] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [handout, setHandout] = useState<Handout | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    setWorking(true);
    setFault(null);
    const answer = await postJson<Added>("/api/admin/users", Object.fromEntries(new FormData(form)));
    setWorking(false);
    if ("fault" in answer) {
      setFault(answer.fault);
      return;
    }
    const { codes, codesUntil } = answer.body;
    setHandout((before) => addCodes(before, codes, codesUntil));
    form.reset();
  }

  return (
    <>
      {handout && <CodesHandout key={handout.codes.length} {...handout} appUrl={appUrl} />}
      <form
        onSubmit={(event) => void submit(event)}
        className="accounts-rest mt-6 flex max-w-sm flex-col gap-4"
      >
        <AccountFieldList account={EMPTY} faults={fault?.fields ?? {}} />
        <FaultNotice fault={fault} />
        <button type="submit" disabled={working} className={`${BUTTON_CLASS.primary} self-start`}>
          {handout ? t("addAnother") : t("add")}
        </button>
      </form>
    </>
  );
}
