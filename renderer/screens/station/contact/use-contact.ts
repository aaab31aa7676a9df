import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../domain/problem.ts';
import { openOutside } from './open-outside.ts';

/** Copying and opening, each of which says when it did not work. */
export function useContact(): {
  readonly copy: (text: string) => Promise<void>;
  readonly open: (url: string) => Promise<void>;
  /** why the last one was not opened; `unsure`: nobody can know whether it was */
  readonly problem: Problem | null | 'unsure';
} {
  const { t } = useTranslation('station');
  const { message } = App.useApp();
  const [problem, setProblem] = useState<Problem | null | 'unsure'>(null);
  return {
    problem,
    open: async (url) => setProblem(await openOutside(url)),
    copy: async (text) => {
      try {
        await navigator.clipboard.writeText(text);
        void message.success(t('contact.copied', { what: text }));
      } catch {
        void message.error(t('contact.notCopied'));
      }
    },
  };
}
