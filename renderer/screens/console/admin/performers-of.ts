import type { Role } from '../../../../bridge/office.ts';
import type { OrderTypeDefinition } from '../../../../forms/engine/types.ts';

export type NamedPerformer = { readonly key: string; readonly types: readonly OrderTypeDefinition[] };

/** The performers behind a role, over all order types, by key; each with the types that know it. */
export function performersOf(role: Role, definitions: readonly OrderTypeDefinition[]): readonly NamedPerformer[] {
  const found = new Map<string, OrderTypeDefinition[]>();
  for (const definition of definitions)
    for (const [key, of] of Object.entries(definition.performers))
      if (of === role) found.set(key, [...(found.get(key) ?? []), definition]);
  return [...found].map(([key, types]) => ({ key, types })).toSorted((a, b) => a.key.localeCompare(b.key));
}
