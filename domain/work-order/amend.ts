import type { Json } from '../documents/base.ts';
import type { Amendment, EventDocument } from '../documents/event.ts';
import { Customer, Place, type WorkOrderDocument } from '../documents/work-order.ts';
import type { OrderFold } from './types.ts';

type Amendable = Pick<OrderFold, 'customer' | 'place' | 'products' | 'resources' | 'remarks' | 'amendments'>;
type Roots = Pick<WorkOrderDocument, 'customer' | 'place' | 'products' | 'resources' | 'remarks'>;
type Tree = { readonly [key: string]: Json };

/** The order's particulars as amended, in causal order. A change that would make a customer or place malformed is left out. */
export function amendable(order: WorkOrderDocument, applied: readonly EventDocument[]): Amendable {
  let roots: Roots = {
    customer: order.customer,
    place: order.place,
    products: order.products,
    resources: order.resources,
    remarks: order.remarks,
  };
  const amendments: Amendable['amendments'][number][] = [];
  for (const event of applied) {
    if (event.kind !== 'amended') continue;
    roots = event.payload.changes.reduce(amended, roots);
    amendments.push({ eventId: event._id, at: event.time.at, by: event.createdBy, changes: event.payload.changes });
  }
  return { ...roots, amendments };
}

/** One correction, by dot path: `customer.phone`, `resources.splitterPort`, `remarks`. */
export function amended(roots: Roots, change: Amendment): Roots {
  const [root, ...path] = change.path.split('.');
  if (path.some((part) => part === '' || part === '__proto__')) return roots;
  if (root === 'remarks' && path.length === 0)
    return typeof change.to === 'string' ? { ...roots, remarks: change.to } : roots;
  if (path.length === 0) return roots;
  if (root === 'products' || root === 'resources') return { ...roots, [root]: withPath(roots[root], path, change.to) };
  if (root !== 'customer' && root !== 'place') return roots;
  const next = withPath(roots[root] as Tree, path, change.to);
  const checked = (root === 'customer' ? Customer : Place).safeParse(withoutNull(next));
  return checked.success ? { ...roots, [root]: checked.data } : roots;
}

function withPath(tree: Tree, [head, ...rest]: readonly string[], to: Json): Tree {
  if (head === undefined) return tree;
  if (rest.length === 0) return { ...tree, [head]: to };
  const below = tree[head];
  return {
    ...tree,
    [head]: withPath(
      typeof below === 'object' && below !== null && !Array.isArray(below) ? (below as Tree) : {},
      rest,
      to,
    ),
  };
}

/** An optional particular is taken away by setting it to null. */
const withoutNull = (tree: Tree): Tree =>
  Object.fromEntries(Object.entries(tree).filter(([, value]) => value !== null));
