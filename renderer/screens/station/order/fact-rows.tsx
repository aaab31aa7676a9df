import type { ReactNode } from 'react';

/** Entries of a list of facts, each a label and its text; the caller draws the list around them. */
export function FactRows({ rows }: { readonly rows: readonly (readonly [string, ReactNode])[] }): ReactNode {
  return rows.map(([label, value]) => (
    <div key={label}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  ));
}
