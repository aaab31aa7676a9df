import type { TFunction } from 'i18next';
import { keywordWords } from '../../../form/field-problems.ts';
import type { Missing } from '../../../form/refusal/use-missing.tsx';
import type { DefinitionWords } from '../../../texts/definition-words.ts';
import { isPast, readWindow, type TypedWindow } from '../dialogs/window-field.tsx';
import { pathWords } from '../words/path-words.ts';
import type { ConsoleT } from '../words/use-words.ts';
import type { DraftProblem } from './order-draft.ts';

/** How the form is read, from the top: a refusal leads to the first of these, not to what was looked at first. */
const order = ['window', 'customer.', 'place.', 'products.', 'resources.'] as const;
const rank = (path: string): number => order.findIndex((start) => path.startsWith(start));

type Words = { readonly words: DefinitionWords; readonly t: ConsoleT; readonly tw: TFunction<'words'> };

/** Where an order's form has to be mended, each place by name and with what is wrong there. */
export const draftPlaces = (
  problems: Readonly<Record<string, DraftProblem>>,
  window: TypedWindow,
  { words, t, tw }: Words,
): readonly Missing[] =>
  Object.entries(problems)
    .toSorted(([a], [b]) => rank(a) - rank(b))
    .map(([path, { keyword, limit }]) => ({
      place: path === 'window' ? 'window' : `order-${path}`,
      label: pathWords(path, words, t),
      said:
        path === 'window'
          ? windowFault(window, t)
          : keyword === 'phone'
            ? t('create.phoneWrong')
            : keywordWords(keyword, limit, tw),
    }));

/** What is wrong with a window that is incomplete, over, or ends before it begins. */
export function windowFault(typed: TypedWindow, t: ConsoleT): string {
  const read = readWindow(typed);
  if (read === 'wrong') return t('dialog.windowWrong');
  return t(read !== null && isPast(read, Date.now()) ? 'dialog.windowPast' : 'dialog.windowMissing');
}
