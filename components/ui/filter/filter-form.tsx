"use client";
import Form from "next/form";
import { type FormEvent, type ReactNode, type RefObject, useEffect, useRef } from "react";
import { useSubmitLater } from "./use-submit-later";

/** By the names of the fields; null: anything. */
type Asked = Record<string, string | number | null>;

interface Props {
  /** Fields elsewhere on the page belong to it by this name. */
  id?: string;
  action: string;
  /** What it is for. */
  label: string;
  /** The fields as the address asks for them. */
  asked: Asked;
  /**
   * Shows what the fields ask for without leaving the page, where a script can; then what is typed acts, too.
   *
   * @returns how it was understood
   */
  onAsk?: (fields: FormData) => Asked;
  className: string;
  children: ReactNode;
}

/**
 * The form that narrows a list, like any other. A choice acts at once, where a script can; what is typed
 * waits for Enter or the button, or for a pause where the form acts in place. The fields follow the address,
 * and those that it says nothing new of keep what is being typed; the focus stays where it is.
 */
export function FilterForm({ id, action, label, asked, onAsk, className, children }: Props) {
  const inPlace = onAsk !== undefined;
  const form = useRef<HTMLFormElement>(null);
  const shown = useFollowing(form, asked);
  const submitLater = useSubmitLater(form, inPlace);

  /** The fields show what was sent: where the address then says otherwise, it was corrected. */
  function submit(event: FormEvent<HTMLFormElement>): void {
    const fields = new FormData(event.currentTarget);
    if (onAsk) event.preventDefault();
    const sent = onAsk ? onAsk(fields) : Object.fromEntries(fields);
    for (const [name, value] of Object.entries(sent)) shown.current[name] = String(value ?? "");
  }
  return (
    <search aria-label={label} className="block print:hidden">
      <Form
        ref={form}
        id={id}
        action={action}
        scroll={false}
        prefetch={inPlace ? false : null}
        autoComplete={inPlace ? "off" : undefined}
        onSubmit={submit}
        onInput={inPlace ? submitLater : undefined}
        className={className}
      >
        {children}
      </Form>
    </search>
  );
}

/** @returns what the fields showed when the address was last followed, or when they were sent since */
function useFollowing(form: RefObject<HTMLFormElement | null>, asked: Asked): RefObject<Asked> {
  const shown = useRef({ ...asked });
  useEffect(() => {
    for (const [name, value] of Object.entries(asked)) {
      const field = form.current?.elements.namedItem(name);
      if (String(value ?? "") === String(shown.current[name] ?? "")) continue;
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement)
        field.value = String(value ?? "");
    }
    shown.current = { ...asked };
  }, [form, asked]);
  return shown;
}
