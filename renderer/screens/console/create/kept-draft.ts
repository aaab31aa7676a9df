import { emptyDraft, type OrderDraft } from './order-draft.ts';

const key = 'linework.console.newOrder';
export type KeptDraft = { readonly orderType: string; readonly draft: OrderDraft; readonly pasted: string };

/** What was being typed in this tab, over a reload or a look at another page. It goes when the tab goes: it holds a customer's data. */
export function readKept(store: Pick<Storage, 'getItem'> = window.sessionStorage): KeptDraft | null {
  try {
    const kept: unknown = JSON.parse(store.getItem(key) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('draft' in kept)) return null;
    const { orderType, draft, pasted } = kept as KeptDraft;
    return { orderType, draft: { ...emptyDraft, ...draft }, pasted: pasted ?? '' };
  } catch {
    return null;
  }
}

export function keep(
  kept: KeptDraft | null,
  store: Pick<Storage, 'setItem' | 'removeItem'> = window.sessionStorage,
): void {
  try {
    if (kept === null) store.removeItem(key);
    else store.setItem(key, JSON.stringify(kept));
  } catch {
    // a browser that keeps nothing: the page itself still holds it
  }
}
