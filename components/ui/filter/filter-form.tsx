"use client";
import Form from "next/form";
import { type FormEvent, type ReactNode, type RefObject, useEffect, useRef } from "react";
import { useSubmitLater } from "./use-submit-later";

/** Filter values by field name; null: no filter. */
type FilterValues = Record<string, string | number | null>;

interface Props {
  /** Fields elsewhere on the page refer to the form by this id. */
  id?: string;
  action: string;
  /** The accessible name of the form. */
  label: string;
  /** Values of the fields according to the address. */
  asked: FilterValues;
  /**
   * Applies the fields in place, without a navigation. With it, the form also submits while the user types.
   *
   * @returns the values as they were understood
   */
  onAsk?: (fields: FormData) => FilterValues;
  className: string;
  children: ReactNode;
}

/**
 * The filter form of a list. With a script, a choice in a select submits at once. Typed text waits for Enter
 * or the button; with `onAsk`, for a pause in typing. The fields follow the address, but a field whose value
 * in the address did not change keeps its text while the user types. The focus stays where it is.
 */
export function FilterForm({ id, action, label, asked, onAsk, className, children }: Props) {
  const inPlace = onAsk !== undefined;
  const form = useRef<HTMLFormElement>(null);
  const shown = useFieldsFromAddress(form, asked);
  const submitLater = useSubmitLater(form, inPlace);

  /** Records the sent values as shown, so that an address with a corrected value updates its field. */
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

/**
 * Sets each field to its value in the address when that value changes.
 *
 * @returns the values shown when the fields last followed the address or were last sent
 */
function useFieldsFromAddress(
  form: RefObject<HTMLFormElement | null>,
  asked: FilterValues,
): RefObject<FilterValues> {
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
