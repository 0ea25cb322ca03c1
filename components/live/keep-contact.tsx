"use client";
import { useEffect } from "react";
import { keepStream } from "./live-stream";
import { keepContact } from "./report-contact";

/** A tab that shows a page of a signed-in person says so to the server, and hears from it when its session has ended; there is nothing to see. */
export function KeepContact() {
  useEffect(keepContact, []);
  useEffect(keepStream, []);
  return null;
}
