"use client";
import { useSyncExternalStore } from "react";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { MessagePage } from "@/components/ui/message-page";
import words from "@/lib/i18n/last-resort.json";
import { LANGUAGE_COOKIE, languageOf } from "@/lib/preferences/languages";
import { THEME_COOKIE, themeAttribute, themeOf } from "@/lib/preferences/themes";
import { readCookie } from "@/lib/read-cookie";
import "./globals.css";

/** The page for a failure of the root layout. It uses only this file, its own texts and a plain link. */
export default function GlobalError() {
  const cookies = useSyncExternalStore(
    subscribeToNothing,
    () => document.cookie,
    () => "",
  );
  const language = languageOf(readCookie(cookies, LANGUAGE_COOKIE));
  const { title, text, help, home } = words[language];
  return (
    <html lang={language} data-theme={themeAttribute(themeOf(readCookie(cookies, THEME_COOKIE)))}>
      <body className="font-sans">
        <title>{title}</title>
        <MessagePage
          title={title}
          action={
            <a href="/" className={BUTTON_CLASS.primary}>
              {home}
            </a>
          }
        >
          <p>{text}</p>
          <p>{help}</p>
        </MessagePage>
      </body>
    </html>
  );
}

/** The cookies do not change on this page. */
const subscribeToNothing = () => () => {};
