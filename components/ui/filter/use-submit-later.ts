import { type FormEvent, type RefObject, useEffect, useRef } from "react";

/** So long after the last key, typing has paused. */
const PAUSE_MS = 250;

/**
 * Sends a form by itself a moment after something was typed.
 *
 * @param early - sends it also when the script has come: what was typed or chosen before counts
 * @returns what its `onInput` does; a choice acts at once, by what it does itself
 */
export function useSubmitLater(form: RefObject<HTMLFormElement | null>, early: boolean) {
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const submit = () => form.current?.requestSubmit();
    if (early) pause.current = setTimeout(submit); // not within the effect: Next may not follow the address yet
    return () => clearTimeout(pause.current);
  }, [form, early]);
  return ({ target }: FormEvent<HTMLFormElement>) => {
    if (!(target instanceof HTMLInputElement)) return;
    clearTimeout(pause.current);
    pause.current = setTimeout(() => form.current?.requestSubmit(), PAUSE_MS);
  };
}
