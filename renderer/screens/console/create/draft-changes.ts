import type { Json } from '../../../../domain/documents/base.ts';
import type { Amendment } from '../../../../domain/documents/event.ts';
import { isEmpty, type OrderDraft } from './order-draft.ts';

type Roots = Pick<OrderDraft, 'customer' | 'place' | 'products' | 'resources' | 'remarks'>;

/** What differs between what stood and what was typed, path by path; an emptied box takes the value away (null). */
export function changesBetween(before: Roots, after: Roots): readonly Amendment[] {
  const changes: Amendment[] = [];
  for (const root of ['customer', 'place', 'products', 'resources'] as const) {
    const old = before[root] as Readonly<Record<string, Json>>;
    const now = after[root] as Readonly<Record<string, Json>>;
    for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
      const [from, to] = [clean(old[key]), clean(now[key])];
      if (JSON.stringify(from) !== JSON.stringify(to)) changes.push({ path: `${root}.${key}`, from, to });
    }
  }
  if (before.remarks.trim() !== after.remarks.trim())
    changes.push({ path: 'remarks', from: before.remarks, to: after.remarks.trim() });
  return changes;
}

/** Empty is null; `phone` and `district` may be empty texts on an order and stay so. */
const clean = (value: Json | undefined): Json =>
  isEmpty(value) || value === undefined ? null : typeof value === 'string' ? value.trim() : value;

/** The draft with what stands on the order at this path; a path that no box shows changes nothing. */
export function withTheirs(draft: OrderDraft, path: string, theirs: Json): OrderDraft {
  const [root, key] = path.split('.');
  if (root === 'remarks') return { ...draft, remarks: typeof theirs === 'string' ? theirs : '' };
  if (key === undefined) return draft;
  if (root === 'products' || root === 'resources') return { ...draft, [root]: { ...draft[root], [key]: theirs } };
  if (root !== 'customer' && root !== 'place') return draft;
  const isNumber = key === 'latitude' || key === 'longitude';
  return { ...draft, [root]: { ...draft[root], [key]: theirs ?? (isNumber ? null : '') } };
}
