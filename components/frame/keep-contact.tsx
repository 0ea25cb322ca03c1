"use client";
import { useEffect } from "react";
import { keepContact } from "./report-contact";

/** A tab that shows a page of a signed-in person says so to the server; there is nothing to see. */
export function KeepContact() {
  useEffect(keepContact, []);
  return null;
}
