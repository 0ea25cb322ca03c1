"use client";
import { useEffect } from "react";
import { keepStream } from "./live-stream";
import { keepContact } from "./report-contact";

/**
 * The contact of a signed-in user's tab with the server: reports that the tab is open, and receives the end
 * of its session. Renders nothing.
 */
export function KeepContact() {
  useEffect(keepContact, []);
  useEffect(keepStream, []);
  return null;
}
