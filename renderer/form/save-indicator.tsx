import { CheckCircleFilled, CloudSyncOutlined, EditOutlined, WarningFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../hooks/use-format.ts';
import type { SaveState } from './autosave.ts';
import css from './form.module.css';

/** Says "saved" only when whoever keeps it has answered that it is safe. */
export function SaveIndicator({ state }: { readonly state: SaveState }): ReactNode {
  const { t } = useTranslation('form');
  const format = useFormat();
  if (state.kind === 'clean') return null;
  const words = { dirty: t('save.dirty'), saving: t('save.saving'), failed: t('save.failed') };
  const icons = {
    dirty: <EditOutlined aria-hidden />,
    saving: <CloudSyncOutlined aria-hidden />,
    saved: <CheckCircleFilled aria-hidden />,
    failed: <WarningFilled aria-hidden />,
  };
  return (
    <span className={css.save} data-kind={state.kind} data-testid="save-state" role="status">
      {icons[state.kind]}
      {state.kind === 'saved' ? t('save.saved', { time: format.timeWithSeconds(state.at) }) : words[state.kind]}
    </span>
  );
}
