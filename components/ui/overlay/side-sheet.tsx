"use client";
import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from "react";

interface Props {
  title: string;
  /** Address of the list beside the sheet, to which closing returns. */
  closeHref: string;
  /** The accessible name of the close link. */
  close: string;
  children: ReactNode;
}

/**
 * A dialog at the side of a list with the details of one row. The address of the list names the row. Without
 * a script the dialog is open in the page, and its close link leads back.
 */
export function SideSheet({ title, closeHref, close, children }: Props) {
  const sheet = useRef<HTMLDialogElement>(null);
  const id = useId();
  const router = useRouter();
  useEffect(() => {
    // `showModal` requires a closed dialog; the server renders it open
    sheet.current?.removeAttribute("open");
    sheet.current?.showModal();
  }, []);

  function closeInPlace(event: MouseEvent): void {
    event.preventDefault();
    sheet.current?.close();
  }
  /**
   * Goes back to the page that opened the sheet, or to `closeHref` when there is no entry before the sheet or
   * the browser has no Navigation API.
   */
  function goBack(): void {
    if (window.navigation?.currentEntry?.index) router.back();
    else router.replace(closeHref, { scroll: false });
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape and the close link close the dialog by keyboard
    <dialog
      ref={sheet}
      open
      aria-labelledby={id}
      onClose={goBack}
      onClick={(event) => event.target === sheet.current && sheet.current.close()}
      className="side-sheet"
    >
      <div className="px-5 pt-5 pb-12">
        <div className="flex items-start justify-between gap-4">
          <h2 id={id} className="text-base font-semibold">
            {title}
          </h2>
          <a
            href={closeHref}
            onClick={closeInPlace}
            aria-label={close}
            title={close}
            className="icon-button shrink-0"
          >
            <X aria-hidden="true" className="size-4" />
          </a>
        </div>
        {children}
      </div>
    </dialog>
  );
}
