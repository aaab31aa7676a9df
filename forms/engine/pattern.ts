import { RE2JS } from 're2js';
import { spend } from './budget.ts';
import { limits } from './limits.ts';

/** `size`: instructions it unfolds to; matching costs up to that for every character of a text. */
type Compiled = { readonly pattern: RE2JS; readonly size: number } | { readonly error: string; readonly size: number };

const compiled = new Map<string, Compiled>();

/**
 * Patterns of definitions, settings and data run in RE2, which never goes back: what CEL says of `matches`, and the only way that a pattern
 * from outside cannot stop a process. Back references and look-around do not exist in it. Texts written for JavaScript (`\u4e00`,
 * `(?<name>`) are understood.
 */
function compile(text: string): Compiled {
  const found = compiled.get(text);
  if (found !== undefined) return found;
  const made = compileFresh(text);
  if (compiled.size >= limits.patternsKept) compiled.clear();
  compiled.set(text, made);
  return made;
}

function compileFresh(text: string): Compiled {
  if (text.length > limits.patternLength)
    return { error: `the pattern has ${text.length} characters, ${limits.patternLength} are allowed`, size: 0 };
  try {
    const pattern = RE2JS.compile(RE2JS.translateRegExp(text));
    const size = pattern.programSize();
    if (size > limits.patternSize)
      return { error: `the pattern unfolds to ${size} instructions, ${limits.patternSize} are allowed`, size };
    return { pattern, size };
  } catch (error) {
    if (!(error instanceof Error) || !error.name.startsWith('RE2JS')) throw error;
    return { error: error.message, size: 0 };
  }
}

/** Compiling goes by the pattern's length and by what its repetitions unfold to; RE2 itself allows 1 000 repetitions. */
function spendToCompile(text: string): void {
  spend(500 + Math.min(text.length, limits.patternLength) * 50);
}

/** Null when the pattern can be run, else why not. */
export function patternError(text: string): string | null {
  spendToCompile(text);
  const found = compile(text);
  spend(found.size);
  return 'error' in found ? found.error : null;
}

/** Does the pattern of a definition occur in the text, anywhere? Throws for a pattern that cannot be run. */
export function matchesKnown(pattern: string, text: string): boolean {
  const found = compile(pattern);
  if ('error' in found) throw new Error(found.error);
  spend(1 + ((text.length * found.size) >> 3));
  return found.pattern.test(text);
}

/** Matches a pattern that stands in data, which may be another one each time. */
export function matchesGiven(pattern: string, text: string): boolean {
  spendToCompile(pattern);
  return matchesKnown(pattern, text);
}
