/** Address of the page that shows these pages of its two lists; a first page is not worth saying. */
export function activeUsersHref(pages: { page: number; openPage: number }): string {
  const query = new URLSearchParams();
  if (pages.page > 1) query.set("page", String(pages.page));
  if (pages.openPage > 1) query.set("openPage", String(pages.openPage));
  return query.size > 0 ? `/admin/active-users?${query}` : "/admin/active-users";
}
