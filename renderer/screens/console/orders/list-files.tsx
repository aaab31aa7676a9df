import { DownloadOutlined, DownOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { usualSorting } from '../../../../bridge/order-sorting.ts';
import { changedHash, placeOf } from '../place/place.ts';
import { useWords } from '../words/use-words.ts';
import { exportPath, type Filters, listFilePath } from './filters.ts';
import { useSorting } from './use-sorting.ts';

type Props = { readonly filters: Filters; readonly empty: boolean };

/** What may be taken out of the list as it is filtered: printed, as a file of its rows, or of the answers of its orders. */
export function ListFiles({ filters, empty }: Props): ReactNode {
  const { t, language } = useWords();
  const [sorting] = useSorting();
  const print = () => {
    window.location.hash = changedHash('#/orders/print', Object.fromEntries(placeOf(window.location.hash)));
  };
  const answers = (
    <a href={exportPath(filters)} download title={t('orders.answersHint')} data-testid="export-answers">
      {t('orders.answers')}
    </a>
  );
  return (
    <>
      <Button icon={<PrinterOutlined />} onClick={print} disabled={empty} data-testid="print-list">
        {t('print.print')}
      </Button>
      <span className="console-split">
        <Button
          icon={<DownloadOutlined />}
          href={listFilePath(filters, sorting ?? usualSorting, language)}
          download
          disabled={empty}
          title={t('orders.exportHint')}
          data-testid="export-list"
        >
          {t('orders.export')}
        </Button>
        <Dropdown
          trigger={['click']}
          placement="bottomRight"
          disabled={empty}
          menu={{ items: [{ key: 'answers', label: answers }] }}
        >
          <Button
            icon={<DownOutlined />}
            aria-label={t('orders.otherFiles')}
            aria-haspopup="menu"
            data-testid="export-more"
          />
        </Dropdown>
      </span>
    </>
  );
}
