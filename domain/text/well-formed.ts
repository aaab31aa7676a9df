/**
 * A half of a surrogate pair is no character: UTF-8 cannot carry it, so CouchDB, an office's door and every file refuse it or change
 * it. It comes from input methods that hand over an emoji in two parts, and from cuts in the middle of one. Everything else that
 * Unicode has (controls such as the GS of a scanned label, U+0000, private use, noncharacters) is carried by JSON and kept as it came.
 */
export const isWellFormed = (text: string): boolean => text.isWellFormed();

/** The text with every lone half replaced by U+FFFD (�): the reader sees that something stood there, and nothing around it is lost. */
export const wellFormed = (text: string): string => text.toWellFormed();
