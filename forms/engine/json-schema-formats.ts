import { format } from '@cfworker/json-schema';
import { spend } from './budget.ts';
import { patternError } from './pattern.ts';

/** Formats are texts that people type; the library's patterns for some of them grow faster than the text. */
const longestText = 1_000;

/** The library's pattern for this one is exponential in the length of a host's name. */
const url = /^(?:https?|ftp):\/\/[^\s/?#]+(?:[/?#]\S*)?$/i;

const formats: Readonly<Record<string, ((text: string) => boolean) | undefined>> = {
  ...format,
  url: (text) => url.test(text),
  regex: (text) => patternError(text) === null,
};

/** A format that is not known says nothing, as the standard has it. */
export function fitsFormat(name: string, text: string): boolean {
  const judge = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (judge === undefined) return true;
  spend(20 + text.length);
  return text.length <= longestText && judge(text);
}
