"use client";
import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { type MouseEvent, type ReactNode, useEffect, useId, useRef } from "react";

interface Props {
  title: string;
  /** Address of what it stands beside, where it leads back to. */
  closeHref: string;
  /** The name of the way back. */
  close: string;
  children: ReactNode;
}

/**
 * Details beside a list, of which the list's address tells: the browser's own dialog, at the side. Without a script it stands open, and its
 * way back is a link.
 */
export function SideSheet({ title, closeHref, close, children }: Props) {
  const sheet = useRef<HTMLDialogElement>(null);
  const id = useId();
  const router = useRouter();
  useEffect(() => {
    sheet.current?.removeAttribute("open"); // as the server drew it
    sheet.current?.showModal();
  }, []);

  function closeInPlace(event: MouseEvent): void {
    event.preventDefault();
    sheet.current?.close();
  }
  /** To where it was opened from; who came by its address goes to what it stands beside. */
  function goBack(): void {
    if (window.navigation?.currentEntry?.index) router.back();
    else router.replace(closeHref, { scroll: false });
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog, and the link in it
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
