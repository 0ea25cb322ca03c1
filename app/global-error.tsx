"use client";
import { BUTTON_LOOK } from "@/components/ui/button-look";
import { MessagePage } from "@/components/ui/message-page";
import words from "@/lib/i18n/messages/last-resort-fr.json";
import "./globals.css";

/** When even the root layout failed: nothing but this file and its words can be counted on, so a plain link leads on. */
export default function GlobalError() {
  return (
    <html lang="fr">
      <body className="font-sans">
        <title>{words.title}</title>
        <MessagePage
          title={words.title}
          action={
            <a href="/" className={BUTTON_LOOK.primary}>
              {words.home}
            </a>
          }
        >
          <p>{words.text}</p>
          <p>{words.help}</p>
        </MessagePage>
      </body>
    </html>
  );
}
