import { type ProblemCode, problemCatalogue } from './problem/catalogue.ts';

export type { ProblemCode } from './problem/catalogue.ts';

export type Language = 'zh-CN' | 'en';

export type ProblemDetails = Readonly<Record<string, unknown>>;

/** A coded refusal that says what to do. Never a stack trace, never customer data. */
export type Problem = { readonly code: ProblemCode; readonly message: string; readonly details: ProblemDetails };

/** Makes a problem; its message is in zh-CN until a door words it for its reader with `worded`. */
export function problem(code: ProblemCode, details: ProblemDetails = {}): Problem {
  return { code, details, message: problemText(code, details, 'zh-CN') };
}

/** The sentence for a reader; `{name}` is replaced by that detail. */
export function problemText(code: ProblemCode, details: ProblemDetails, language: Language): string {
  return fillIn(problemCatalogue[code][language], details);
}

/** A sentence with `{name}` replaced by the detail of that name. */
export const fillIn = (sentence: string, details: ProblemDetails): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''));

export const worded = (given: Problem, language: Language): Problem => ({
  ...given,
  message: problemText(given.code, given.details, language),
});

/** For a terminal, whose reader's language nobody knows: one line in each. */
export const inBothLanguages = ({ code, details }: Problem): string =>
  `${problemText(code, details, 'zh-CN')}\n${problemText(code, details, 'en')}`;

export const statusOf = (code: ProblemCode): number => problemCatalogue[code].status;
