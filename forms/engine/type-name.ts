import type { SummaryOfView } from './summary.ts';

/** What an order type calls itself, also where the rest of its definition cannot be read. Null: it does not say. */
export function typeNameIn(definition: unknown): SummaryOfView['typeName'] | null {
  const texts = (definition as { readonly texts?: Readonly<Record<string, { readonly orderType?: unknown }>> } | null)
    ?.texts;
  const [zh, en] = [texts?.['zh-CN']?.orderType, texts?.en?.orderType];
  return typeof zh === 'string' && typeof en === 'string' ? { 'zh-CN': zh, en } : null;
}
