import type { Json } from '../../domain/documents/base.ts';
import { bounded } from '../../forms/engine/budget.ts';
import { against } from '../../forms/engine/shape.ts';
import type { CharacteristicDefinition, OrderTypeDefinition } from '../../forms/engine/types.ts';

type Given = {
  readonly products: Readonly<Record<string, Json>>;
  readonly resources: Readonly<Record<string, Json>>;
};

/** The path of the first product or resource whose value does not fit its schema; null: all fit. Blank ones are missing, not unfit. */
export function unfitPath(definition: OrderTypeDefinition, given: Given): string | null {
  return bounded(
    definition,
    () =>
      firstUnfit('products', definition.products, given.products) ??
      firstUnfit('resources', definition.resources, given.resources),
  );
}

function firstUnfit(
  root: string,
  definitions: readonly CharacteristicDefinition[],
  values: Readonly<Record<string, Json>>,
): string | null {
  const unfit = definitions.find(({ key, schema }) => {
    const value = values[key];
    return value !== undefined && value !== null && value !== '' && against(schema, key, value).length > 0;
  });
  return unfit === undefined ? null : `${root}.${unfit.key}`;
}
