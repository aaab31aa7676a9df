import type { ReworkItem } from '../../../../domain/documents/review.ts';

/** What a reviewer has ticked to send back, by step: the whole step or some of its fields and photo slots, and why. */
export type ReworkSelection = Readonly<
  Record<
    string,
    { readonly whole: boolean; readonly fields: readonly string[]; readonly reasonCode: string; readonly note: string }
  >
>;

const empty = { whole: false, fields: [], reasonCode: '', note: '' };

/** Ticks or unticks a whole step. Its words are kept, so that a wrong click loses nothing that was typed. */
export function tickStep(selection: ReworkSelection, step: string, whole: boolean): ReworkSelection {
  const before = selection[step] ?? empty;
  return { ...selection, [step]: { ...before, whole, fields: whole ? [] : before.fields } };
}

/** Ticks or unticks one field or photo slot of a step; a single field means no longer the whole step. */
export function tickField(selection: ReworkSelection, step: string, field: string, ticked: boolean): ReworkSelection {
  const before = selection[step] ?? empty;
  const others = before.fields.filter((name) => name !== field);
  return { ...selection, [step]: { ...before, whole: false, fields: ticked ? [...others, field] : others } };
}

export function wordStep(
  selection: ReworkSelection,
  step: string,
  words: { readonly reasonCode?: string; readonly note?: string },
): ReworkSelection {
  return { ...selection, [step]: { ...(selection[step] ?? empty), ...words } };
}

export const isTicked = (selection: ReworkSelection, step: string): boolean => {
  const found = selection[step];
  return found !== undefined && (found.whole || found.fields.length > 0);
};

/** The ticked steps in the order of the order type. */
export const tickedSteps = (selection: ReworkSelection, steps: readonly string[]): readonly string[] =>
  steps.filter((step) => isTicked(selection, step));

/** What `review.return` takes, or the steps that still lack a reason. `fields: []` means the whole step. */
export function reworkOf(
  selection: ReworkSelection,
  steps: readonly string[],
): { readonly rework: readonly ReworkItem[]; readonly lacking: readonly string[] } {
  const ticked = tickedSteps(selection, steps);
  return {
    lacking: ticked.filter((step) => (selection[step]?.reasonCode ?? '') === ''),
    rework: ticked.map((step) => {
      const { whole, fields, reasonCode, note } = selection[step] ?? empty;
      return { step, fields: whole ? [] : [...fields], reasonCode, note: note.trim() };
    }),
  };
}
