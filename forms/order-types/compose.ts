import type { OrderTypeDefinition } from '../engine/types.ts';
import reasons from './order-control/reasons.json' with { type: 'json' };
import en from './order-control/texts/en.json' with { type: 'json' };
import zhCN from './order-control/texts/zh-CN.json' with { type: 'json' };

/** The files of one order type, as they were read. */
export type OrderTypeFiles = {
  readonly orderType: {
    readonly performers: Readonly<Record<string, string>>;
    readonly reasons?: Readonly<Record<string, unknown>>;
  };
  readonly stages: readonly unknown[];
  readonly zhCN: Readonly<Record<string, string>>;
  readonly en: Readonly<Record<string, string>>;
  readonly samples: Readonly<Record<string, unknown>>;
};

/** Lays an order type's files together: reason codes of order control where it has none of its own for a move, with their texts. Checked by `parseDefinition`. */
export function compose({ orderType, stages, zhCN: ownZh, en: ownEn, samples }: OrderTypeFiles): OrderTypeDefinition {
  const own = orderType.reasons ?? {};
  const taken = (key: string): boolean => {
    const [root, name = ''] = key.split('.');
    return root === 'performer' ? Object.hasOwn(orderType.performers, name) : !Object.hasOwn(own, name);
  };
  const inherited = (texts: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(texts).filter(([key]) => taken(key)));
  return {
    ...orderType,
    reasons: { ...reasons, ...own },
    stages,
    texts: { 'zh-CN': { ...inherited(zhCN), ...ownZh }, en: { ...inherited(en), ...ownEn } },
    samples,
  } as unknown as OrderTypeDefinition;
}
