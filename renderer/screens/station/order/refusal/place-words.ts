import type { TFunction } from 'i18next';
import type { RefusedPlace } from '../../../../../forms/engine/refused-places.ts';
import { placeOf } from '../../../../../forms/engine/steps-of.ts';
import { fieldProblemWords } from '../../../../form/field-problems.ts';
import type { OpenedOrder } from '../opened-order.ts';

export type Words = {
  readonly form: TFunction<'form'>;
  readonly station: TFunction<'station'>;
  readonly words: TFunction<'words'>;
};

/** The name of a place, as its own label on the screen reads; with its step where that is not the one shown. */
export function placeLabel(order: OpenedOrder, place: RefusedPlace, shown: string, t: Words): string {
  const label = bareLabel(order, place, t);
  const elsewhere = 'step' in place && place.step !== undefined && place.step !== shown && place.kind !== 'step';
  return elsewhere ? t.form('refusal.inStep', { step: order.words.step(place.step ?? ''), label }) : label;
}

function bareLabel({ words, definition }: OpenedOrder, place: RefusedPlace, t: Words): string {
  switch (place.kind) {
    case 'field':
    case 'conflict': {
      const [field = '', row, column] = place.field.split('/');
      const isRow = placeOf(definition, place.step)?.step.fields.find(({ key }) => key === field)?.kind === 'rows';
      return isRow && row !== undefined && column !== undefined
        ? t.form('refusal.row', {
            field: words.field(place.step, field),
            n: Number(row) + 1,
            column: words.field(place.step, `${field}.${column}`),
          })
        : words.field(place.step, field);
    }
    case 'photo':
      return words.photo(place.slot);
    case 'step': {
      const kind = placeOf(definition, place.step)?.step.kind;
      if (kind === 'signOff') return t.form('refusal.sign');
      return kind === 'report' ? t.form('refusal.report') : t.form('refusal.submit', { step: words.step(place.step) });
    }
    case 'move':
      return place.move === 'reschedule' || place.move === 'hold'
        ? t.station(`move.${place.move}`)
        : t.station(`step.${place.move}`);
    case 'orders':
      return words.raise(place.raise);
    case 'others':
      return words.step(place.step);
    case 'nowhere':
      return t.form('refusal.notHere');
  }
}

/** What is wrong there, as far as the place itself says it; null where only the gate does. */
export function placeFault({ words }: OpenedOrder, place: RefusedPlace, t: Words): string | null {
  switch (place.kind) {
    case 'field':
      return place.problem === undefined ? null : fieldProblemWords(place.problem, words, t.words);
    case 'photo':
      return t.form('refusal.photo');
    case 'conflict':
      return t.form('refusal.conflict');
    default:
      return stuckWords({ words }, place, t);
  }
}

/** Why nothing can be done about it here; null where something can. */
export function stuckWords({ words }: Pick<OpenedOrder, 'words'>, place: RefusedPlace, t: Words): string | null {
  if (place.kind === 'others') return t.form('refusal.others', { performer: words.performer(place.performer) });
  if (place.kind === 'orders') return t.form('refusal.orders', { raise: words.raise(place.raise) });
  return place.kind === 'nowhere' ? t.form('refusal.nowhere') : null;
}

/** Where a place stands on the page (`data-place`), best first. */
export function placeIds(place: RefusedPlace): readonly string[] {
  switch (place.kind) {
    case 'field': {
      const [field = '', row, column] = place.field.split('/');
      return column === undefined ? [`field:${field}`] : [`field:${field}/${row}/${column}`, `field:${field}`];
    }
    case 'conflict':
      return [`conflict:${place.field}`];
    case 'photo':
      return [`photo:${place.slot}`];
    case 'move':
      return [`move:${place.move}`, 'moves'];
    case 'step':
      return ['signature', 'main'];
    default:
      return [];
  }
}
