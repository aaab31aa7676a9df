import { PrinterOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { hrefOf } from '../route.ts';
import { useWords } from '../words/use-words.ts';

/** The two sheets of an order. */
export function PrintMenu({ orderId }: { readonly orderId: string }): ReactNode {
  const { t } = useWords();
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          {
            key: 'sheet',
            label: (
              <a href={hrefOf({ page: 'jobSheet', orderId })} data-testid="print-sheet-link">
                {t('print.openSheet')}
              </a>
            ),
          },
          {
            key: 'order',
            label: (
              <a href={hrefOf({ page: 'printOrder', orderId })} data-testid="print-order-link">
                {t('print.openOrder')}
              </a>
            ),
          },
        ],
      }}
    >
      <Button icon={<PrinterOutlined />} aria-label={t('print.print')} aria-haspopup="menu" data-testid="print-menu" />
    </Dropdown>
  );
}
