/** Thrown between the files of this folder only: a statement that is not read becomes a note. */
export class NotRead extends Error {}

/** What a statement makes is there already, which a DO block that makes it once more knows of. */
export class AlreadyThere extends NotRead {}
