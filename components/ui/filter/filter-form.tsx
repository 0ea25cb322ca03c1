"use client";
import Form from "next/form";
import { type FormEvent, type ReactNode, useEffect, useRef } from "react";

interface Props {
  action: string;
  /** What it is for. */
  label: string;
  /** What the address asks for, by the names of the fields; null: anything. */
  asked: Record<string, string | number | null>;
  className: string;
  children: ReactNode;
}

/**
 * What a list is narrowed to: a form like any other. What is chosen acts at once, where a script can; what is typed waits for Enter or the
 * button. The fields follow the address, and those that it says nothing new of keep what is being typed; the focus stays where it is.
 */
export function FilterForm({ action, label, asked, className, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const shown = useRef({ ...asked });
  useEffect(() => {
    for (const [name, value] of Object.entries(asked)) {
      const field = form.current?.elements.namedItem(name);
      if (String(value ?? "") === String(shown.current[name] ?? "")) continue;
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement)
        field.value = String(value ?? "");
    }
    shown.current = { ...asked };
  }, [asked]);
  /** What was sent is what they show: where the address then says otherwise, it was corrected. */
  function remember(event: FormEvent<HTMLFormElement>): void {
    for (const [name, value] of new FormData(event.currentTarget)) shown.current[name] = String(value);
  }
  return (
    <search aria-label={label} className="print:hidden">
      <Form ref={form} action={action} scroll={false} onSubmit={remember} className={className}>
        {children}
      </Form>
    </search>
  );
}
