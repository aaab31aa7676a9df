import { Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../../../domain/problem.ts';
import { anyWorkDone } from '../../../../forms/engine/start-place.ts';
import { Labelled } from '../../../components/labelled.tsx';
import { useLanguage } from '../../../hooks/use-language.ts';
import type { OpenedOrder } from './opened-order.ts';
import css from './order.module.css';

type Props = { readonly order: OpenedOrder; readonly value: string; readonly onChange: (words: string) => void };

/** What the customer said to an order that ends with something left; and, where nothing was done at all, that it cannot end so. */
export function CustomerWords({ order, value, onChange }: Props): ReactNode {
  const { t } = useTranslation('station');
  const language = useLanguage();
  return (
    <>
      {anyWorkDone(order.view, order.definition) ? null : (
        <p className={css.locked} role="note" data-testid="nothing-done">
          {problemText('order.nothingDone', {}, language)}
        </p>
      )}
      <div data-place="customerWords">
        <Labelled label={t('state.customerWords')} required>
          {(id) => (
            <Input.TextArea
              id={id}
              value={value}
              maxLength={2000}
              autoSize={{ minRows: 2 }}
              placeholder={t('state.customerWordsHint')}
              onChange={(event) => onChange(event.target.value)}
              data-testid="customer-words"
            />
          )}
        </Labelled>
      </div>
    </>
  );
}
