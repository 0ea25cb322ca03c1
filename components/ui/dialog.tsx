"use client";
import { type ReactNode, useEffect, useId, useRef } from "react";

interface Props {
  title: string;
  /** It has been closed, by one of its buttons or with Escape, and what was in use before is in use again. */
  onClose: () => void;
  /** @param close - closes the dialog; a button that is gone before would take the focus with it */
  children: (close: () => void) => ReactNode;
}

/** A question that must be answered before anything else: the browser's own dialog, which keeps the focus and gives it back. */
export function Dialog({ title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={onClose} className="dialog">
      <h2 id={id} className="text-base font-semibold">
        {title}
      </h2>
      {children(() => dialog.current?.close())}
    </dialog>
  );
}
