import { WarningFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceItem } from '../../../../forms/engine/types.ts';
import type { OpenedOrder } from '../order/opened-order.ts';
import { useFaultWords } from './fault-words.ts';
import css from './form.module.css';
import { KeepDialog } from './keep-dialog.tsx';

type Props = { readonly order: OpenedOrder; readonly item: EvidenceItem; readonly disabled: boolean };

/** What the device found wrong with a photo, said at once and until somebody retakes it or says why it stays (ADR 0016). */
export function PhotoVerdict({ order, item, disabled }: Props): ReactNode {
  const { t } = useTranslation('station');
  const faultWords = useFaultWords(order);
  const [keeping, setKeeping] = useState(false);
  const faults = item.document.check?.faults ?? [];
  if (faults.length === 0 || item.withdrawn) return null;
  if (item.kept)
    return (
      <p className={css.kept} data-testid={`kept-${item.id}`}>
        {t('photo.kept', { why: item.kept.note })}
      </p>
    );
  return (
    <div className={css.verdict} role="alert" data-testid={`verdict-${item.id}`}>
      {faults.map((fault) => (
        <span key={fault} data-fault={fault}>
          <WarningFilled aria-hidden /> {faultWords(fault, item.document)}
        </span>
      ))}
      {disabled ? null : (
        <Button size="small" onClick={() => setKeeping(true)} data-testid={`keep-${item.id}`}>
          {t('photo.keep')}
        </Button>
      )}
      {keeping ? <KeepDialog order={order} item={item} onClose={() => setKeeping(false)} /> : null}
    </div>
  );
}
