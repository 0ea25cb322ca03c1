"use client";
import { useSyncExternalStore } from "react";
import { BUTTON_CLASS } from "@/components/ui/button-class";
import { MessagePage } from "@/components/ui/message-page";
import words from "@/lib/i18n/last-resort.json";
import { LANGUAGE_COOKIE, languageOf } from "@/lib/preferences/languages";
import { THEME_COOKIE, themeAttribute, themeOf } from "@/lib/preferences/themes";
import { readCookie } from "@/lib/read-cookie";
import "./globals.css";

/** When even the root layout failed: nothing but this file and its words can be counted on, so a plain link leads on. */
export default function GlobalError() {
  const cookies = useSyncExternalStore(
    subscribe,
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

/** Nobody chooses anything here. */
const subscribe = () => () => {};
