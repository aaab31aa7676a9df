import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { useWords } from '../words/use-words.ts';
import type { Read } from './use-office-call.ts';

/** Loading, refused, or there: what was read stays on the screen, with the problem above it when it could not be read again. */
export function Shown<T>({
  read,
  children,
  rows = 8,
}: {
  readonly read: Read<T>;
  readonly children: (data: T) => ReactNode;
  readonly rows?: number;
}): ReactNode {
  const { tw } = useWords();
  const problem = (
    <ProblemAlert problem={read.problem} action={<Button onClick={read.again}>{tw('act.retry')}</Button>} />
  );
  if (read.data !== undefined) {
    return (
      <>
        {problem}
        {children(read.data)}
      </>
    );
  }
  if (read.problem !== null) return problem;
  return <Loading rows={rows} />;
}

/** Something is on its way: a page's data, or its program. */
export function Loading({ rows }: { readonly rows: number }): ReactNode {
  const { tw } = useWords();
  return (
    <div aria-busy="true" className="console-loading">
      <span className="visually-hidden">{tw('loading')}</span>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}
