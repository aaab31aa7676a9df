import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { leftByOrigin, raisedOrders, raisesOf } from '../../../../forms/engine/raises.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { remainingWords } from '../../../texts/service-result-words.ts';
import { useRequestKey } from '../dialogs/use-request-key.ts';
import { useDefinitions } from '../office/use-definitions.ts';
import { useOfficeMove } from '../office/use-office-call.ts';
import { hrefOf } from '../route.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';

/** The orders this one hangs together with: what raised it, what it raised, and what may be raised on request. */
export function RelationsPanel({ order, mine }: { readonly order: OfficeOrder; readonly mine: boolean }): ReactNode {
  const { t, tw } = useWords();
  const words = useDefinitionWords(order.definition);
  const types = useDefinitions();
  const requestKey = useRequestKey();
  const raise = useOfficeMove('workOrder.raise');
  const { origin, fold, orderId } = order.view;
  const raised = new Set(fold.children.map((child) => child.raise));
  // What would raise nothing now (another kind of line, no result yet) is not offered.
  const askable = mine
    ? raisesOf(order.definition).filter(
        (one) => one.on === 'asked' && !raised.has(one.key) && raisedOrders(order, one).length > 0,
      )
    : [];
  if (origin === null && fold.children.length === 0 && askable.length === 0) return null;
  const left = remainingWords(leftByOrigin(order.view), words);
  const typeName = (key: string): string => types.wordsOf(key)?.type() ?? key;
  return (
    <section data-testid="relations">
      <h2>{t('relations.title')}</h2>
      <ul className="console-relations">
        {origin !== null && (
          <li>
            <small>{t('relations.origin')}</small>
            <a href={hrefOf({ page: 'order', orderId: origin.orderId })}>{origin.number}</a>{' '}
            {typeName(origin.orderType)}
            {left !== '' && <small data-testid="left-by-origin">{tw('service.remaining', { what: left })}</small>}
          </li>
        )}
        {fold.children.map((child) => (
          <li key={child.orderId} data-testid={`child-${child.raise}`}>
            <Why said={words.raw(`raise.${child.raise}`) ?? t('relations.followUp')} type={typeName(child.orderType)} />
            <a href={hrefOf({ page: 'order', orderId: child.orderId })}>{child.number}</a> {typeName(child.orderType)}
            {child.relation === 'child' && (
              <span className="console-faint">
                {' '}
                {child.state === null ? t('relations.open') : tw(`state.${child.state}`)}
              </span>
            )}
          </li>
        ))}
      </ul>
      {askable.map(({ key }) => (
        <Button
          key={key}
          loading={raise.busy}
          onClick={() => void raise.make({ orderId, raise: key, requestKey: `${requestKey}-${key}` })}
          data-testid={`raise-${key}`}
        >
          {words.raise(key)}
        </Button>
      ))}
      <ProblemAlert problem={raise.problem} words={words} />
    </section>
  );
}

/** Why it was raised, unless that is no more than what it is. */
const Why = ({ said, type }: { readonly said: string; readonly type: string }): ReactNode =>
  said === type ? null : <small>{said}</small>;
