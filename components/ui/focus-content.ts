/** Moves the focus to the content before the focused element is removed. Does not scroll. */
export function focusContent(): void {
  document.getElementById("content")?.focus({ preventScroll: true });
}
