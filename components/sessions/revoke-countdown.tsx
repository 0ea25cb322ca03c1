"use client";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { BUTTON_LOOK } from "@/components/ui/button-look";

interface Props {
  people: number;
  /** Of the one person, where it is one. */
  name: string;
  send: () => void;
  stop: () => void;
}

const SECONDS = 5;

/** The time in which a revocation can be stopped; nothing is sent before it is over. */
export function RevokeCountdown({ people, name, send, stop }: Props) {
  const t = useTranslations("revocation.countdown");
  const [left, setLeft] = useState(SECONDS);
  const sendNow = useEffectEvent(send);
  const stopButton = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    stopButton.current?.focus(); // the button that asked may be in a row that goes
    const timer = setInterval(() => setLeft((seconds) => seconds - 1), 1000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (left <= 0) sendNow();
  }, [left]);

  return (
    <section
      aria-label={t("label")}
      className="revoke-countdown print:hidden"
      onKeyDown={(event) => event.key === "Escape" && stop()}
    >
      <p role="status" className="min-w-0 flex-1 basis-52 wrap-anywhere">
        {t("text", { people, name })}
      </p>
      <span aria-hidden="true" className="w-8 text-end text-lg font-semibold tabular-nums">
        {t("seconds", { left: Math.max(left, 0) })}
      </span>
      <button ref={stopButton} type="button" onClick={stop} className={BUTTON_LOOK.quiet}>
        {t("stop")}
      </button>
      <button type="button" onClick={send} className={BUTTON_LOOK.primary}>
        {t("now")}
      </button>
      <span aria-hidden="true" className="revoke-countdown-bar" />
    </section>
  );
}
