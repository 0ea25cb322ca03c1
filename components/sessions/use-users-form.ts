"use client";
import { type FormEvent, useEffect, useRef } from "react";
import type { UsersView } from "@/lib/sessions/users-view";
import { readUsersForm } from "./read-users-form";
import type { ShowView } from "./use-users-view";
import { usersViewHref } from "./users-view-address";

/** Who types is waited for. */
const PAUSE_MS = 250;

/**
 * Keeps the fields above the table and the view together. The fields are the browser's own, not drawn by React: what was typed or
 * chosen before the script had come counts.
 */
export function useUsersForm(view: UsersView, show: ShowView) {
  const form = useRef<HTMLFormElement>(null);
  const present = useRef(view);
  /** The view that the fields last asked for, and whether by typing: more typing makes no second entry to go back through. */
  const asked = useRef({ view, byTyping: false });
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    if (present.current === view) return;
    present.current = view;
    const elsewhere = asked.current.view.q !== view.q;
    if (elsewhere) clearTimeout(pause.current); // a link or the Back button led here: what was being typed is over
    if (form.current) fill(form.current, view, elsewhere);
    if (elsewhere) asked.current = { view, byTyping: false };
  }, [view]);

  function apply(byTyping: boolean) {
    clearTimeout(pause.current);
    if (!form.current) return;
    const next = readUsersForm(new FormData(form.current), present.current);
    if (next === present.current) return;
    const refined =
      byTyping &&
      asked.current.byTyping &&
      usersViewHref(asked.current.view) === usersViewHref(present.current);
    asked.current = { view: next, byTyping };
    show(next, refined ? "replace" : "push");
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the script has come
  useEffect(() => {
    apply(false);
    return () => clearTimeout(pause.current);
  }, []);

  return {
    form,
    onSubmit: (event: FormEvent) => {
      event.preventDefault();
      apply(true);
    },
    onType: () => {
      clearTimeout(pause.current);
      pause.current = setTimeout(() => apply(true), PAUSE_MS);
    },
    onChoose: () => apply(false),
  };
}

/** The search only when it is another one: a space at its end is somebody on the way to the next word. */
function fill(form: HTMLFormElement, view: UsersView, search: boolean): void {
  for (const name of ["role", "status", "sort"] as const) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLSelectElement) field.value = view[name] ?? "";
  }
  const field = form.elements.namedItem("q");
  if (search && field instanceof HTMLInputElement) field.value = view.q;
}
