"use client";
import { useEffect, useRef } from "react";
import type { ShowView } from "@/components/ui/use-address-view";
import { usersViewHref } from "@/lib/paths/active-users";
import type { UsersView } from "@/lib/sessions/active-users/users-view";
import { changeView } from "./change-view";
import { readUsersForm } from "./read-users-form";

/**
 * Shows what the fields above the table ask for. More of a word is no second entry to go back through.
 *
 * @returns takes the fields; what they ask for
 */
export function useUsersForm(view: UsersView, show: ShowView<UsersView>): (fields: FormData) => UsersView {
  const present = usersViewHref(view);
  /** Where typing led, for as long as one stays there. */
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
