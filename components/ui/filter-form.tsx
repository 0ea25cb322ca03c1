"use client";
import Form from "next/form";
import { type ReactNode, useEffect, useRef } from "react";

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
  const shown = useRef(asked);
  useEffect(() => {
    for (const [name, value] of Object.entries(asked)) {
      const field = form.current?.elements.namedItem(name);
      if (value === shown.current[name]) continue;
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement)
        field.value = String(value ?? "");
    }
    shown.current = asked;
  }, [asked]);
  return (
    <search aria-label={label} className="print:hidden">
      <Form ref={form} action={action} scroll={false} className={className}>
        {children}
      </Form>
    </search>
  );
}
