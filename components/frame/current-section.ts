/**
 * Returns the `aria-current` of a navigation link: `page` when it links to the current page, `true` when the
 * current page is a subpage of one of its sections.
 *
 * @param sections - addresses whose subpages belong to the link
 */
export function currentSection(
  pathname: string,
  href: string,
  sections: string[] = [],
): "page" | "true" | undefined {
  if (pathname === href) return "page";
  return sections.some((section) => pathname.startsWith(`${section}/`)) ? "true" : undefined;
}
