import type { ReactNode } from 'react';
import type { OrderTypeVersion, OrderTypeVersions } from '../../../../bridge/order-types.ts';
import { ToneTag } from '../../../components/tone-tag.tsx';
import { AdminHead } from '../admin/admin-head.tsx';
import { Shown } from '../office/states.tsx';
import { useOfficeRead } from '../office/use-office-call.ts';
import { hrefOf } from '../route.ts';
import { useWords } from '../words/use-words.ts';
import { reasonWords } from './edit/reason-words.ts';
import css from './workbench.module.css';

/** Every order type with its versions, who published them, and how many orders are on each. */
export function OrderTypesPage(): ReactNode {
  const { t } = useWords();
  const read = useOfficeRead('orderTypes.versions', {});
  return (
    <div className="console-page console-page-narrow">
      <AdminHead page="orderTypes" />
      <p className="console-hint">{t('types.lead')}</p>
      <Shown read={read}>
        {({ types }) => (
          <div className={css.types}>
            {types.map((type) => (
              <OneType key={type.key} type={type} />
            ))}
          </div>
        )}
      </Shown>
    </div>
  );
}

function OneType({ type }: { readonly type: OrderTypeVersions }): ReactNode {
  const { t, language } = useWords();
  const name = type.name[language];
  return (
    <section className="console-panel" aria-label={name} data-testid={`order-type-${type.key}`}>
      <h2>
        {name} <code>{type.key}</code>
      </h2>
      <table className={css.versions}>
        <thead>
          <tr>
            <th scope="col">{t('types.version')}</th>
            <th scope="col">{t('types.state')}</th>
            <th scope="col">{t('types.publishedBy')}</th>
            <th scope="col">{t('types.openOrders')}</th>
            <th scope="col">{t('types.allOrders')}</th>
          </tr>
        </thead>
        <tbody>
          {type.versions.map((one) => (
            <Version key={one.version} type={type} one={one} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Version({ type, one }: { readonly type: OrderTypeVersions; readonly one: OrderTypeVersion }): ReactNode {
  const { t, tw } = useWords();
  const broken = one.problems.length > 0;
  return (
    <>
      <tr data-testid={`version-${type.key}-${one.version}`} data-broken={broken}>
        <th scope="row">
          <a href={hrefOf({ page: 'orderType', key: type.key, version: one.version, tab: broken ? 'edit' : 'flow' })}>
            {t('types.versionN', { n: one.version })}
          </a>
        </th>
        <td>
          <ToneTag tone={broken ? 'bad' : one.version === type.current ? 'good' : 'neutral'}>
            {t(broken ? 'types.broken' : one.version === type.current ? 'types.current' : 'types.older')}
          </ToneTag>
        </td>
        <td>{one.publishedBy ?? t('types.shipped')}</td>
        <td>{one.openOrders}</td>
        <td>{one.orders}</td>
      </tr>
      {broken ? (
        <tr>
          <td colSpan={5} className={css.why}>
            {t('types.brokenWhy')}
            <ul>
              {one.problems.slice(0, 5).map(({ path, fault, reason }) => (
                <li key={`${path} ${reason}`}>
                  <code>{path}</code> {reasonWords({ fault, reason }, t, tw)}
                </li>
              ))}
            </ul>
          </td>
        </tr>
      ) : null}
    </>
  );
}
