import { ArrowLeftOutlined, DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../domain/problem.ts';
import { fromPrivateUse } from '../../../../domain/text/private-use.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { problemOf, useCall } from '../../../hooks/station-context.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import { hashOf } from '../../../hooks/use-hash-route.ts';
import { PhoneFact } from '../contact/phone-fact.tsx';
import { useSave } from '../sync/use-save.ts';
import { ContactActs } from './contact-acts.tsx';
import { FactRows } from './fact-rows.tsx';
import head from './header.module.css';
import css from './order.module.css';
import tabs from './tabs.module.css';

type Props = { readonly orderId: string; readonly problem: Problem };

/** An order that cannot be opened: why, whom to ring, where it is, and what was recorded here as a file. The customer waits all the same. */
export function BrokenOrder({ orderId, problem }: Props): ReactNode {
  const { t } = useTranslation('station');
  const format = useFormat();
  const { data: plain, error } = useCall('workOrder.plain', { orderId });
  const { saveOrder, busy, problem: notSaved } = useSave();
  const phones = [plain?.customer.phone, plain?.customer.alternatePhone].filter(Boolean) as string[];
  const placeRows: readonly (readonly [string, string])[] = [
    [t('facts.address'), plain?.place.address ?? ''],
    [t('facts.access'), plain?.place.access ?? ''],
    [t('facts.remarks'), plain?.remarks ?? ''],
  ];
  return (
    <div className={css.screen} data-testid="broken-order">
      <header className={head.header}>
        <div className={head.headTop}>
          <a className={head.back} href={hashOf()} aria-label={t('order.backToList')} data-testid="back-to-list">
            <ArrowLeftOutlined aria-hidden />
          </a>
          <div className={head.who}>
            <div className={head.nameLine}>
              <h1>{fromPrivateUse(plain?.customer.name ?? '')}</h1>
              <span className={head.number}>{plain?.number}</span>
            </div>
            <p className={head.where}>
              {plain?.appointment ? <b>{format.window(plain.appointment)}</b> : null}
              <span>{plain?.place.address}</span>
            </p>
          </div>
          {plain ? <ContactActs customer={plain.customer} place={plain.place} /> : null}
        </div>
      </header>
      <div className={`${tabs.tabBody} ${css.broken}`}>
        <ProblemAlert problem={problem} />
        <section className={tabs.panel}>
          <h3>{t('order.broken.what')}</h3>
          {plain ? (
            <ol className={css.brokenSteps}>
              <li>
                {plain.grant === 'active'
                  ? t('order.broken.call', { number: plain.number })
                  : t('order.broken.notYours', { number: plain.number })}
              </li>
              <li>{t('order.broken.kept', { records: plain.records, photos: plain.photos })}</li>
              {problem.code === 'order.definitionBroken' ? <li>{t('order.broken.mended')}</li> : null}
            </ol>
          ) : (
            <ProblemAlert problem={problemOf(error)} />
          )}
          <Button
            size="large"
            icon={<DownloadOutlined />}
            loading={busy}
            onClick={() => void saveOrder(orderId)}
            data-testid="export-order"
          >
            {t('sync.former.export')}
          </Button>
          <ProblemAlert problem={notSaved} />
        </section>
        {plain ? (
          <section className={tabs.panel}>
            <h3>{t('facts.customer')}</h3>
            <dl className={tabs.facts}>
              {phones.map((phone, index) => (
                <div key={phone}>
                  <dt>{t(index === 0 ? 'facts.phone' : 'facts.alternatePhone')}</dt>
                  <dd>
                    <PhoneFact label={t(index === 0 ? 'facts.phone' : 'facts.alternatePhone')} field={phone} />
                  </dd>
                </div>
              ))}
              <FactRows rows={placeRows.filter(([, value]) => value !== '')} />
            </dl>
          </section>
        ) : null}
      </div>
    </div>
  );
}
