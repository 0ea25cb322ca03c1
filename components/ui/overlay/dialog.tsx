"use client";
import { type ReactNode, useEffect, useId, useRef } from "react";

interface Props {
  title: string;
  /** What it is about; read out together with the title. */
  text: ReactNode;
  /** It has been closed, by one of its buttons or with Escape, and what was in use before is in use again. */
  onClose: () => void;
  /** @param close - closes the dialog; a button that is gone before would take the focus with it */
  children: (close: () => void) => ReactNode;
}

/** A question that must be answered before anything else: the browser's own dialog, which keeps the focus and gives it back. */
export function Dialog({ title, text, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      aria-describedby={`${id}-text`}
      onClose={onClose}
      className="dialog"
    >
      <h2 id={id} className="text-base font-semibold">
        {title}
      </h2>
      <div id={`${id}-text`} className="mt-2">
        {text}
      </div>
      {children(() => dialog.current?.close())}
    </dialog>
  );
}
