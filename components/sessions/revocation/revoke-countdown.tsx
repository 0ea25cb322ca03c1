"use client";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import type { NamedUser, RevocationTarget } from "./revocation";
import { describeUser } from "./revocation-target";

interface Props {
  target: RevocationTarget;
  send: () => void;
  stop: () => void;
}

/** Also the duration of the animation in revocation.css. */
const SECONDS = 5;

/** The countdown before a revocation is sent. The administrator can stop it, or send at once. */
export function RevokeCountdown({ target: { people, sessions, users }, send, stop }: Props) {
  const t = useTranslations("revocation.countdown");
  const [left, setLeft] = useState(SECONDS);
  const stopButton = useRef<HTMLButtonElement>(null);
  const settled = useRef(false);
  /** Runs only the first outcome: the end of the countdown, a button or Escape. */
  const settle = (how: () => void) => {
    if (settled.current) return;
    settled.current = true;
    how();
  };
  const onTime = useEffectEvent(() => settle(send));
  const onKey = useEffectEvent((event: KeyboardEvent) => event.key === "Escape" && settle(stop));

  useEffect(() => {
    stopButton.current?.focus(); // the button that asked may be in a row that disappears
    const timer = setInterval(() => setLeft((seconds) => seconds - 1), 1000);
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", listener);
    return () => {
      clearInterval(timer);
      document.removeEventListener("keydown", listener);
    };
  }, []);
  useEffect(() => {
    if (left <= 0) onTime();
  }, [left]);

  return (
    <section aria-label={t("label")} className="revoke-countdown print:hidden">
      <p id="revoke-countdown" className="min-w-0 flex-1 basis-52 wrap-anywhere">
        {t("text", { people, sessions, name: nameOf(users[0], sessions) })}
      </p>
      <span aria-hidden="true" className="w-8 text-end text-lg font-semibold tabular-nums">
        {t("seconds", { left: Math.max(left, 0) })}
      </span>
      <button
        ref={stopButton}
        type="button"
        onClick={() => settle(stop)}
        aria-describedby="revoke-countdown"
        className={BUTTON_CLASS.quiet}
      >
        {t("stop")}
      </button>
      <button type="button" onClick={() => settle(send)} className={BUTTON_CLASS.primary}>
        {t("now")}
      </button>
      <span aria-hidden="true" className="revoke-countdown-bar" />
    </section>
  );
}

/** Returns the user with the details of the session, or the user alone when several sessions end. */
function nameOf(user: NamedUser | undefined, sessions: number): string {
  if (!user) return "";
  const { name, username } = user;
  return describeUser(sessions === 1 ? user : { name, username });
}
