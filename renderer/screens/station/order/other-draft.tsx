import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fields } from '../../../form/use-step-draft.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import type { OpenedOrder } from './opened-order.ts';

type Props = { readonly order: OpenedOrder; readonly step: string; readonly onUse: (fields: Fields) => void };

/** What the same person typed on another device of his and never submitted; newer than what is typed here. */
export function OtherDraft({ order, step, onUse }: Props): ReactNode {
  const { t } = useTranslation('station');
  const format = useFormat();
  const mine = order.local.drafts[step];
  const other = order.local.otherDrafts
    .filter((one) => one.step === step)
    .toSorted((a, b) => b.savedAt.localeCompare(a.savedAt))[0];
  if (!other || (mine && mine.savedAt >= other.savedAt)) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={t('order.otherDraft', { when: format.dateTime(other.savedAt) })}
      action={
        <Button size="small" onClick={() => onUse(other.fields)} data-testid="use-other-draft">
          {t('order.useDraft')}
        </Button>
      }
    />
  );
}
