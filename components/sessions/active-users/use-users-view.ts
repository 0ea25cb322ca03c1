"use client";
import { type Options, useQueryStates } from "nuqs";
import { useCallback } from "react";
import type { UsersView } from "@/lib/sessions/active-users/users-view";
import { usersViewParsers } from "./users-view-parsers";

/** Goes to another view; `replace` where going back to the present one would be no help. */
export type ShowView = (view: UsersView, history?: Options["history"]) => void;

/** The view that the address says; showing another one changes the address, and nothing else of the page. */
export function useUsersView(): [view: UsersView, show: ShowView] {
  const [view, setView] = useQueryStates(usersViewParsers);
  const show = useCallback<ShowView>((next, history = "push") => void setView(next, { history }), [setView]);
  return [view, show];
}
