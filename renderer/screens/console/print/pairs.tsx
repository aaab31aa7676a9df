import type { ReactNode } from 'react';

export type Pair = { readonly key: string; readonly label: string; readonly value: ReactNode };

/** Names and values in two columns; a group without any says nothing. */
export function Pairs({ title, pairs }: { readonly title: string; readonly pairs: readonly Pair[] }): ReactNode {
  if (pairs.length === 0) return null;
  return (
    <section className="print-group">
      <h2>{title}</h2>
      <dl className="print-pairs">
        {pairs.map(({ key, label, value }) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
