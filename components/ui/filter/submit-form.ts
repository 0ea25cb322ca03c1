import type { SyntheticEvent } from "react";

/** Submits the form of a field as soon as its value changes. */
export function submitForm(event: SyntheticEvent<HTMLSelectElement | HTMLInputElement>): void {
  event.currentTarget.form?.requestSubmit();
}
