/** What had the focus goes away; the keyboard goes on in the content, and nothing scrolls. */
export function focusContent(): void {
  document.getElementById("content")?.focus({ preventScroll: true });
}
