import type { SyntheticEvent } from "react";

/** A choice that acts at once, where a script can. */
export function submitForm(event: SyntheticEvent<HTMLSelectElement | HTMLInputElement>): void {
  event.currentTarget.form?.requestSubmit();
}
