import { createHash } from 'node:crypto';
import type { Amendment } from '../../domain/documents/event.ts';
import { problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';
import { amended } from '../../domain/work-order/amend.ts';
import { amendableRoots } from '../../domain/work-order/amendable-roots.ts';
import type { OrderFold } from '../../domain/work-order/types.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import { missingOf } from '../orders/create-order.ts';
import type { LoadedOrder } from '../orders/types.ts';
import { unfitPath } from '../orders/unfit.ts';
import type { Handlers } from './call.ts';
import { makeMove, phonesOrRefused } from './make-move.ts';

export const corrections = {
  'workOrder.amend': ({ orderId, changes, note }, call) =>
    makeMove(call, orderId, 'amended', ({ view, definition }) => {
      const applied = applyChanges(view.fold, changes, definition);
      if (!applied.ok) return applied;
      return ok({ changes: [...applied.value.changes], ...(note === undefined ? {} : { note }) });
    }),
  /** Two events: what was filled in, then that nothing is missing any more. A retry finds the first by its id. */
  'workOrder.completeIntake': async ({ orderId, changes }, call) => {
    const loaded = await call.office.orders.load(orderId);
    if (!loaded.ok) return loaded;
    if (changes.length > 0 && loaded.value.view.fold.phase === 'intake') {
      const unique = derivedId(call.unique);
      const written = await makeMove({ ...call, unique }, orderId, 'amended', ({ view, definition }) => {
        const applied = applyChanges(view.fold, changes, definition);
        if (!applied.ok) return applied;
        const missing = stillMissing({ view, definition }, applied.value.roots);
        if (missing.length > 0) return refused(problem('order.incomplete', { missing: missing.join(', ') }));
        return ok({ changes: [...applied.value.changes] });
      });
      if (!written.ok) return written;
    }
    return makeMove(call, orderId, 'intakeCompleted', ({ view, definition }) => {
      const missing = stillMissing({ view, definition }, view.fold);
      return missing.length > 0 ? refused(problem('order.incomplete', { missing: missing.join(', ') })) : ok({});
    });
  },
} as const satisfies Partial<Handlers>;

type Roots = Pick<OrderFold, 'customer' | 'place' | 'products' | 'resources' | 'remarks'>;

/** Changes with what stood there before; a path that nobody may correct, or a value that does not fit, is refused. */
function applyChanges(
  fold: OrderFold,
  changes: readonly Amendment[],
  definition: OrderTypeDefinition,
): Result<{ readonly changes: readonly Amendment[]; readonly roots: Roots }> {
  const phones = phonesOrRefused(changes.map(({ path, to }) => [path, to]));
  if (!phones.ok) return phones;
  let roots: Roots = fold;
  const made: Amendment[] = [];
  for (const { path, to } of changes) {
    const [root] = path.split('.');
    const next = (amendableRoots as readonly string[]).includes(root ?? '')
      ? amended(roots as never, { path, to })
      : roots;
    const from = valueAt(roots, path);
    if (next === roots && from !== to) return refused(problem('input.invalid', { where: path }));
    made.push({ path, to, ...(from === undefined ? {} : { from: from as NonNullable<Amendment['from']> }) });
    roots = { ...roots, ...next };
  }
  const unfit = unfitPath(definition, roots);
  // What stood there before the change is not this change's fault.
  if (unfit !== null && made.some(({ path }) => path === unfit))
    return refused(problem('input.invalid', { where: unfit }));
  return ok({ changes: made, roots });
}

const valueAt = (roots: Roots, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
      roots,
    );

/** Without these nobody can go there; what else could not be read of another system's order is named, and may stay as it is. */
const needed: readonly string[] = ['customer.name', 'customer.phone', 'place.address'];

/** What the order type needs and is not there, plus what intake named beyond it (`customer.phone`) and is still empty. */
function stillMissing({ view, definition }: Pick<LoadedOrder, 'view' | 'definition'>, roots: Roots): readonly string[] {
  const named = view.missing.filter((name) => needed.includes(name) && isBlank(valueAt(roots, name)));
  const unfillable = view.missing.filter((name) => name === 'orderType');
  return [
    ...missingOf(definition.products, roots.products),
    ...missingOf(definition.resources, roots.resources),
    ...named,
    ...unfillable,
  ];
}

/** Placeholders of intake (`—`) count as empty. */
const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '' || value === '—';

/** A second reserved id that follows from the first. */
const derivedId = (unique: string): string =>
  BigInt(`0x${createHash('sha256').update(`amended:${unique}`).digest('hex')}`)
    .toString(36)
    .padStart(26, '0')
    .slice(0, 26);
