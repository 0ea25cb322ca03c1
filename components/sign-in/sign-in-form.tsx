"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { PasswordField } from "@/components/account/password-field";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { FIELD_CLASS, LABEL_CLASS } from "@/components/ui/field-class";
import { Notice } from "@/components/ui/notice";
import { signIn } from "./sign-in";
import type { SignInFault } from "./sign-in-fault";

interface Props {
  csrfToken: string;
  callbackUrl: string;
  /** Where the product is to be opened. */
  appUrl: string;
  /** Of a try without a script, which came back as a new page. */
  fault: SignInFault | null;
}

/** A plain form that works without a script; with one, a failure keeps the page and the username. */
export function SignInForm({ csrfToken, callbackUrl, appUrl, fault: given }: Props) {
  const t = useTranslations("signIn");
  const [fault, setFault] = useState(given);
  const [sending, setSending] = useState(false);
  const password = useRef<HTMLInputElement>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    setFault(null); // so that the same words are announced again
    const result = await signIn(new FormData(event.currentTarget));
    if ("to" in result) return window.location.replace(result.to); // still says that it is working; nobody goes back to signing in
    setSending(false);
    setFault(result.fault);
    if (password.current) {
      password.current.value = "";
      password.current.focus();
    }
  }

  return (
    <form
      method="post"
      action="/api/auth/callback/credentials"
      onSubmit={submit}
      aria-describedby="sign-in-fault"
      className="flex flex-col gap-4"
    >
      <input type="hidden" name="csrfToken" value={csrfToken} />
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <div>
        <label htmlFor="username" className={LABEL_CLASS}>
          {t("username")}
        </label>
        <input
          id="username"
          name="username"
          required
          // biome-ignore lint/a11y/noAutofocus: the page has nothing else to do
          autoFocus
          aria-describedby="sign-in-lead" // why they were signed out, which nobody announces in a new page
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          className={FIELD_CLASS}
        />
      </div>
      <PasswordField ref={password} name="password" label={t("password")} autoComplete="current-password" />
      <div id="sign-in-fault" role="alert">
        {fault && (
          <Notice tone="danger" within="form">
            {t(`errors.${fault}`, { url: appUrl })}
          </Notice>
        )}
      </div>
      <button type="submit" disabled={sending} className={BUTTON_CLASS.primary}>
        {sending ? t("submitting") : t("submit")}
      </button>
    </form>
  );
}
