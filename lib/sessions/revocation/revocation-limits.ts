/** As many sessions, or people, as one may end at once by naming them. */
export const MAX_NAMED = 500;
/** Of the reason that is said to people. */
export const MAX_NOTE_LENGTH = 200;
