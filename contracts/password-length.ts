/** Characters of the shortest password; in a file of its own, so that the client needs no schema for it. */
export const MIN_PASSWORD_LENGTH = 12;
