"use client";
import { type FormEvent, useEffect, useRef } from "react";
import { usersViewHref } from "@/lib/paths/active-users";
import type { UsersView } from "@/lib/sessions/active-users/users-view";
import { readUsersForm } from "./read-users-form";
import type { ShowView } from "./use-users-view";

/** Who types is waited for. */
const PAUSE_MS = 250;

interface FormState {
  /** What is shown, or on its way. */
  present: UsersView;
  /** What the fields last asked for, and whether by typing. */
  asked: UsersView;
  byTyping: boolean;
  pause?: ReturnType<typeof setTimeout>;
}

/**
 * Keeps the fields above the table and the view together. The fields are the browser's own, not drawn by React: what was typed or
 * chosen before the script had come counts.
 */
export function useUsersForm(view: UsersView, show: ShowView) {
  const form = useRef<HTMLFormElement>(null);
  const state = useRef<FormState>({ present: view, asked: view, byTyping: false });

  useEffect(() => {
    if (form.current && state.current.present !== view) follow(view, state.current, form.current);
  }, [view]);

  /** @returns what the fields say */
  function apply(byTyping: boolean): UsersView {
    const { current } = state;
    clearTimeout(current.pause);
    if (!form.current) return current.present;
    const next = readUsersForm(new FormData(form.current), current.present);
    if (next === current.present) return next;
    const refined = byTyping && isOfTyping(current); // more of a word is no second entry to go back through
    Object.assign(current, { asked: next, byTyping });
    show(next, refined ? "replace" : "push");
    return next;
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the script has come
  useEffect(() => {
    apply(false);
    return () => clearTimeout(state.current.pause);
  }, []);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    apply(true);
  };
  const onType = () => {
    clearTimeout(state.current.pause);
    state.current.pause = setTimeout(() => apply(true), PAUSE_MS);
  };
  return { form, onSubmit, onType, onChoose: () => void apply(false), readNow: () => apply(true) };
}

function isOfTyping({ present, asked, byTyping }: FormState): boolean {
  return byTyping && usersViewHref(asked) === usersViewHref(present);
}

/** The fields say the view. A search that they asked for is left alone: a space at its end leads to the next word. */
function follow(view: UsersView, state: FormState, form: HTMLFormElement): void {
  state.present = view;
  for (const name of ["role", "status", "sort"] as const) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLSelectElement) field.value = view[name] ?? "";
  }
  if (state.asked.q === view.q) return;
  clearTimeout(state.pause); // a link or the Back button led here: what was being typed is over
  Object.assign(state, { asked: view, byTyping: false });
  const field = form.elements.namedItem("q");
  if (field instanceof HTMLInputElement) field.value = view.q;
}
