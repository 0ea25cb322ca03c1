"use client";
import { useEffect, useRef } from "react";
import type { ShowView } from "@/components/ui/use-address-view";
import { usersViewHref } from "@/lib/paths/active-users";
import type { UsersView } from "@/lib/sessions/active-users/users-view";
import { changeView } from "./change-view";
import { readUsersForm } from "./read-users-form";

/**
 * Returns a function that shows the view for the fields above the table, and returns that view. Further
 * typing replaces the history entry, so that Back does not step through the parts of a word.
 */
export function useUsersForm(view: UsersView, show: ShowView<UsersView>): (fields: FormData) => UsersView {
  const present = usersViewHref(view);
  /** Address of the last view that typing led to; null once another view is shown. */
  const typed = useRef<string>(null);
  useEffect(() => {
    if (typed.current !== present) typed.current = null;
  }, [present]);
  return (fields) => {
    const next = readUsersForm(fields, view);
    if (next === view) return view;
    const byTyping = usersViewHref(next) === usersViewHref(changeView(view, { q: next.q }));
    show(next, byTyping && typed.current === present ? "replace" : "push");
    typed.current = byTyping ? usersViewHref(next) : null;
    return next;
  };
}
