import { InboxOutlined } from '@ant-design/icons';
import { Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { QuietState } from '../../../components/quiet-state.tsx';
import { Shown } from '../office/states.tsx';
import { useDefinitions } from '../office/use-definitions.ts';
import { useOfficeRead } from '../office/use-office-call.ts';
import { hrefOf } from '../route.ts';
import { useWords } from '../words/use-words.ts';
import { CreateByForm } from './create-by-form.tsx';
import { CreateFromTmf } from './create-from-tmf.tsx';

/** A new order: typed into a form that the order type describes, or pasted as another system wrote it. */
export function CreatePage(): ReactNode {
  const { t } = useWords();
  const read = useOfficeRead('orderTypes.list', {});
  const { all } = useDefinitions();
  const [way, setWay] = useState<'form' | 'tmf'>('form');
  return (
    <div className="console-page console-page-narrow">
      <div className="console-head">
        <a className="console-back" href={hrefOf({ page: 'orders' })}>
          ← {t('orders.title')}
        </a>
        <h1>{t('create.title')}</h1>
        <Segmented
          className="console-head-action"
          aria-label={t('create.way')}
          value={way}
          onChange={setWay}
          options={[
            { value: 'form', label: <span data-testid="create-by-form">{t('create.byForm')}</span> },
            { value: 'tmf', label: <span data-testid="create-by-tmf">{t('create.byTmf')}</span> },
          ]}
        />
      </div>
      <Shown read={read}>
        {() =>
          all.length === 0 ? (
            <QuietState icon={<InboxOutlined />} title={t('create.noTypes')} hint={t('create.noTypesHint')} />
          ) : way === 'form' ? (
            <CreateByForm definitions={all} />
          ) : (
            <CreateFromTmf definitions={all} />
          )
        }
      </Shown>
    </div>
  );
}
