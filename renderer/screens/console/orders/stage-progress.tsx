import type { ReactNode } from 'react';
import { useWords } from '../words/use-words.ts';

export function StageProgress({ passed, total }: { readonly passed: number; readonly total: number }): ReactNode {
  const { t } = useWords();
  return (
    <span className="console-progress" role="img" aria-label={t('orders.progress', { passed, total })}>
      {Array.from({ length: total }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the stages of an order do not move
        <i key={i} className={i < passed ? 'console-progress-done' : ''} />
      ))}
      <b aria-hidden="true">
        {passed}/{total}
      </b>
    </span>
  );
}
