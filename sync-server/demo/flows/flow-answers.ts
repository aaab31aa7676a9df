import type { Json } from '../../../domain/documents/base.ts';
import type { OrderTypeDefinition } from '../../../forms/engine/types.ts';
import type { Answers } from './flow-telling.ts';

/** When the order of the samples was accepted, by its type; the times in them are laid on the order's own. */
const samplesBegin: Readonly<Record<string, string>> = { 'vas-access': '2026-04-02T02:00:00.000Z' };
const othersBegin = '2026-03-02T01:00:00.000Z';

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const mobile = /^1[3-9]\d(\d{8})$/;

export type Told = {
  /** ms since the epoch at which the order came in */
  readonly createdAt: number;
  readonly customer: { readonly name: string; readonly phone: string };
};

/**
 * The samples that ship with the type, as this order's answers: times moved to its days, the samples' customer replaced by its own, and
 * every mobile number by one of a prefix that no carrier has.
 */
export function flowSamples({ key, samples }: OrderTypeDefinition, { createdAt, customer }: Told) {
  const moved = createdAt - Date.parse(samplesBegin[key] ?? othersBegin);
  const own = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(own);
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, own(one)]));
    if (typeof value !== 'string') return value;
    if (value === '黄嘉怡') return customer.name;
    if (value === '13905510000') return customer.phone;
    if (isoTime.test(value)) return new Date(Date.parse(value) + moved).toISOString();
    return value.replace(mobile, '154$1');
  };
  return (path: string): Answers | undefined => {
    const found = samples[path];
    return found === undefined ? undefined : (own({ ...found }) as Answers);
  };
}
