"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { PasswordField } from "@/components/account/password-field";
import { waitTime } from "@/components/account/wait-time";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { FIELD_CLASS, LABEL_CLASS } from "@/components/ui/field-class";
import { Notice } from "@/components/ui/notice";
import { signIn } from "./sign-in";
import type { SignInFault } from "./sign-in-fault";

interface Props {
  csrfToken: string;
  callbackUrl: string;
  /** The address under which users must open the product. */
  appUrl: string;
  /** Fault of an attempt without a script, which loaded the page again; null: none. */
  fault: SignInFault | null;
  /** For faults that wait: seconds until the next attempt is checked, as the address says. */
  waitS: string | undefined;
}

/** The sign-in form. It works without a script; with one, a failure keeps the page and the username. */
export function SignInForm({ csrfToken, callbackUrl, appUrl, ...initial }: Props) {
  const t = useTranslations("signIn");
  const { fault, waitS, sending, password, submit } = useSignIn(initial);
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
      <UsernameField />
      <PasswordField ref={password} name="password" label={t("password")} autoComplete="current-password" />
      <div id="sign-in-fault" role="alert">
        {fault && (
          <Notice tone="danger" within="form">
            {t(`errors.${fault}`, { url: appUrl, ...waitTime(waitS) })}
          </Notice>
        )}
      </div>
      <button type="submit" disabled={sending} className={BUTTON_CLASS.primary}>
        {sending ? t("submitting") : t("submit")}
      </button>
    </form>
  );
}

/** Sends the form in place. After a failure, clears the password field and moves the focus to it. */
function useSignIn(initial: { fault: SignInFault | null; waitS: string | number | undefined }) {
  const [{ fault, waitS }, setFault] = useState(initial);
  const [sending, setSending] = useState(false);
  const password = useRef<HTMLInputElement>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    setFault({ fault: null, waitS: undefined }); // so that screen readers announce the same text again
    const result = await signIn(new FormData(event.currentTarget));
    // `sending` stays true until the next page; `replace` keeps the sign-in page out of the history.
    if ("to" in result) return window.location.replace(result.to);
    setSending(false);
    setFault({ fault: result.fault, waitS: result.waitS });
    if (password.current) {
      password.current.value = "";
      password.current.focus();
    }
  }

  return { fault, waitS, sending, password, submit };
}

function UsernameField() {
  const t = useTranslations("signIn");
  return (
    <div>
      <label htmlFor="username" className={LABEL_CLASS}>
        {t("username")}
      </label>
      <input
        id="username"
        name="username"
        required
        // biome-ignore lint/a11y/noAutofocus: the form is the only purpose of the page
        autoFocus
        // the reason of a sign-out, which screen readers do not announce in a new page
        aria-describedby="sign-in-lead"
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className={FIELD_CLASS}
      />
    </div>
  );
}
