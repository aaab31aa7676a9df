import type { SummaryOfView } from './summary.ts';

/** Reads the name that an order type gives itself, also where the rest of its definition cannot be read. Null: it gives none. */
export function typeNameIn(definition: unknown): SummaryOfView['typeName'] | null {
  const texts = (definition as { readonly texts?: Readonly<Record<string, { readonly orderType?: unknown }>> } | null)
    ?.texts;
  const [zh, en] = [texts?.['zh-CN']?.orderType, texts?.en?.orderType];
  return typeof zh === 'string' && typeof en === 'string' ? { 'zh-CN': zh, en } : null;
}
