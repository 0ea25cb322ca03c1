/**
 * What a link of the rail says of where we are, as `aria-current`: that it leads to this very page, or that this page is one of
 * its place.
 *
 * @param sections - addresses whose subpages belong to the place
 */
export function currentSection(
  pathname: string,
  href: string,
  sections: string[] = [],
): "page" | "true" | undefined {
  if (pathname === href) return "page";
  return sections.some((section) => pathname.startsWith(`${section}/`)) ? "true" : undefined;
}
