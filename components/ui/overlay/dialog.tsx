"use client";
import { type ReactNode, useEffect, useId, useRef } from "react";

interface Props {
  title: string;
  /** Explanation; screen readers read it together with the title. */
  text: ReactNode;
  /** Called after the dialog is closed by a button or Escape and the browser has restored the focus. */
  onClose: () => void;
  /**
   * @param close - closes the dialog. A button must call it before it is removed from the page; otherwise the
   * focus is lost.
   */
  children: (close: () => void) => ReactNode;
}

/** A modal dialog. The browser's own element keeps the focus inside and restores it afterwards. */
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
