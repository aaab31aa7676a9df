import type { TFunction } from 'i18next';
import { placeKey, type RefusedPlace } from '../../../../forms/engine/refused-places.ts';
import type { DefinitionWords } from '../../../texts/definition-words.ts';

/** One thing that a gate of an office stage waits for, and where on the page it is mended; null: not on this page. */
export type GateLack = {
  readonly key: string;
  readonly label: string;
  /** what the place itself says is wrong; null where only the gate does */
  readonly said: string | null;
  readonly at: { readonly step: string; readonly place: string | null } | null;
};

/** A place that a gate refuses for, as the office's work panel names it and leads to it: all steps of the stage stand on one page. */
export function gateLack(place: RefusedPlace, words: DefinitionWords, t: TFunction<'form'>): GateLack {
  const key = placeKey(place);
  switch (place.kind) {
    case 'field': {
      const [field = place.field] = place.field.split('/');
      const label = t('refusal.inStep', { step: words.step(place.step), label: words.field(place.step, field) });
      return { key, label, said: null, at: { step: place.step, place: `field:${field}` } };
    }
    case 'conflict':
      return {
        key,
        label: words.field(place.step, place.field),
        said: t('refusal.conflict'),
        at: { step: place.step, place: null },
      };
    case 'photo':
      return {
        key,
        label: words.photo(place.slot),
        said: t('refusal.photo'),
        at: { step: place.step, place: `photo:${place.slot}` },
      };
    case 'step':
      return {
        key,
        label: t('refusal.submit', { step: words.step(place.step) }),
        said: null,
        at: { step: place.step, place: 'submit' },
      };
    case 'others':
      return {
        key,
        label: words.step(place.step),
        said: t('refusal.others', { performer: words.performer(place.performer) }),
        at: null,
      };
    case 'orders':
      return {
        key,
        label: words.raise(place.raise),
        said: t('refusal.orders', { raise: words.raise(place.raise) }),
        at: null,
      };
    case 'move':
    case 'nowhere':
      return { key, label: t('refusal.notHere'), said: null, at: null };
  }
}
