import { type FormEvent, type RefObject, useEffect, useRef } from "react";

/** Debounce interval after the last input. */
const DEBOUNCE_MS = 250;

/**
 * Submits a form after the user stops typing.
 *
 * @param early - also submits once after hydration, to apply values that the user entered before it
 * @returns the form's `onInput` handler; it ignores selects, which submit at once by themselves
 */
export function useSubmitLater(form: RefObject<HTMLFormElement | null>, early: boolean) {
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const submit = () => form.current?.requestSubmit();
    // deferred: within the effect, Next may not follow the address yet
    if (early) pause.current = setTimeout(submit);
    return () => clearTimeout(pause.current);
  }, [form, early]);
  return ({ target }: FormEvent<HTMLFormElement>) => {
    if (!(target instanceof HTMLInputElement)) return;
    clearTimeout(pause.current);
    pause.current = setTimeout(() => form.current?.requestSubmit(), DEBOUNCE_MS);
  };
}
