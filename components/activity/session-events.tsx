import { useTranslations } from "next-intl";
import { Instant } from "@/components/ui/instant";
import { MAX_SESSION_EVENTS, type SessionEvent } from "@/lib/activity/session-event";

const WORDS = {
  "session.opened": "sessionOpened",
  "session.ended": "sessionEnded",
  "session.end_corrected": "sessionEndCorrected",
  "sessions.anonymised": "sessionsAnonymised",
  "user.created": "userCreated",
  "user.changed": "userChanged",
  "user.role_changed": "userRoleChanged",
  "user.disabled": "userDisabled",
  "user.enabled": "userEnabled",
  "user.code_issued": "userCodeIssued",
  "user.activated": "userActivated",
  "user.password_changed": "userPasswordChanged",
  "user.unlocked": "userUnlocked",
  "export.made": "exportMade",
  "history.viewed": "historyViewed",
} as const;

const CHANGES = { network: "networkChanged", browser: "browserChanged", both: "clientChanged" } as const;

const KNOWN = new Map<string, (typeof WORDS)[keyof typeof WORDS]>(Object.entries(WORDS));

interface Props {
  events: SessionEvent[];
  /** Name of the session's user, which the events do not repeat. */
  owner: string;
}

/** The recorded events of a session: its start, its end and the actions within it. */
export function SessionEvents({ events, owner }: Props) {
  const t = useTranslations("sessionEvents");
  if (events.length === 0) return <p className="mt-2 text-muted">{t("none")}</p>;
  return (
    <ol className="mt-2 border-t border-line tabular-nums">
      {events.slice(0, MAX_SESSION_EVENTS).map(({ id, at, type, changed, actor, subject }) => {
        const word = changed ? CHANGES[changed] : KNOWN.get(type);
        return (
          <li key={id} className="flex flex-wrap gap-x-3 border-b border-line py-1.5">
            <span className="text-muted">
              <Instant at={at} />
            </span>
            <span>{word ? t(`events.${word}`) : type}</span>
            {subject && subject !== owner && <span>{subject}</span>}
            {actor && actor !== owner && <span className="text-muted">{t("by", { name: actor })}</span>}
          </li>
        );
      })}
      {events.length > MAX_SESSION_EVENTS && (
        <li className="py-1.5 text-muted">{t("more", { count: MAX_SESSION_EVENTS })}</li>
      )}
    </ol>
  );
}
