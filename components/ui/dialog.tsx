"use client";
import { type ReactNode, useEffect, useId, useRef } from "react";

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** A question that must be answered before anything else: the browser's own dialog, which keeps the focus and closes with Escape. */
export function Dialog({ title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={onClose} className="dialog">
      <h2 id={id} className="text-base font-semibold">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
