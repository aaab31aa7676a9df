import type { SameKeys } from '../same-keys.ts';
import type { serviceWords as zh, reportWords as zhReport } from '../zh-CN/service-words.ts';

/** What became of the services of an order, on every page. */
export const serviceWords: SameKeys<typeof zh> = {
  title: 'Results by service',
  state: { done: 'Done', notDone: 'Not done', open: 'No result recorded' },
  why: 'Reason: {{why}}',
  noReason: 'no reason recorded',
  remaining: 'Left to do: {{what}}',
};

/** Which report this is, and that a newer one stands in its place. */
export const reportWords: SameKeys<typeof zhReport> = {
  occasion: {
    first: 'the first, made before the order was closed',
    again: 'made again before the order was closed',
    handedOver: 'made again after a change of crew',
    rework: 'made after a return for rework',
  },
  replaced: 'replaced by report {{n}}',
};
