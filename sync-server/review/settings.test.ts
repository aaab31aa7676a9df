import { expect, it } from 'vitest';
import type { Orders } from '../orders/types.ts';
import { reviewSettings } from './settings.ts';

const withMinutes = (minutes: unknown) =>
  reviewSettings({
    definitions: () => ({ settings: { review: { values: { takeBackMinutes: minutes, claimMinutes: minutes } } } }),
  } as unknown as Pick<Orders, 'definitions'>);

it("takes a site's minutes, and what ships for what is no number of minutes or ends where no calendar goes", () => {
  expect(withMinutes(25)).toEqual({ takeBackMinutes: 25, claimMinutes: 25 });
  for (const minutes of [undefined, null, '25', 0, -1, 1e15, Number.NaN])
    expect(withMinutes(minutes)).toEqual({ takeBackMinutes: 10, claimMinutes: 10 });
});
