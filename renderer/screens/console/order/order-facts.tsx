import type { ReactNode } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { fromPrivateUse } from '../../../../domain/text/private-use.ts';
import type { OrderView } from '../../../../forms/engine/types.ts';
import { GradeTag } from '../../../components/order-tags.tsx';
import { useNow } from '../../../hooks/use-now.ts';
import { usePerson } from '../office/office-context.tsx';
import { ArrivalWords } from '../orders/arrival-words.tsx';
import { hrefOf } from '../route.ts';
import { deviceWords } from '../words/device-words.ts';
import { placeWords } from '../words/path-words.ts';
import { fullTime, shortTime, windowWords } from '../words/time-words.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { valueWords } from '../words/value-words.ts';
import { ClocksPanel } from './clocks-panel.tsx';
import { isTaken } from './order-actions.ts';

/** Who, where, what, by when and by whom: the particulars of an order as corrected so far. */
export function OrderFacts({
  order,
  children,
}: {
  readonly order: OfficeOrder;
  readonly children?: ReactNode;
}): ReactNode {
  const { t, tw, language } = useWords();
  const words = useDefinitionWords(order.definition);
  const now = useNow();
  const { view } = order;
  const { customer, place, products, resources, remarks } = view.fold;
  return (
    <aside className="console-side" aria-label={t('order.facts')}>
      {children}
      <Group title={t('create.customer')}>
        <Fact label={t('path.customer.name')}>
          {fromPrivateUse(customer.name)} <GradeTag grade={customer.grade} />
        </Fact>
        <Fact label={t('path.customer.phone')}>
          {customer.phone === '' ? '—' : <a href={`tel:${customer.phone}`}>{customer.phone}</a>}
        </Fact>
        {customer.alternatePhone !== undefined && (
          <Fact label={t('path.customer.alternatePhone')}>
            <a href={`tel:${customer.alternatePhone}`}>{customer.alternatePhone}</a>
          </Fact>
        )}
        {customer.accountNumber !== undefined && (
          <Fact label={t('path.customer.accountNumber')}>{customer.accountNumber}</Fact>
        )}
        <Fact label={t('path.place.address')}>{placeWords(place)}</Fact>
        {place.access !== undefined && <Fact label={t('path.place.access')}>{place.access}</Fact>}
        {remarks !== '' && <Fact label={t('path.remarks')}>{remarks}</Fact>}
      </Group>
      <Group title={t('order.plan')}>
        <Fact label={t('orders.column.window')}>
          {view.appointment === null ? '—' : windowWords(view.appointment, now, language)}
        </Fact>
        <Fact label={t('orders.column.technician')}>
          {view.fold.assignment !== null && isTaken(view)
            ? (order.people[view.fold.assignment.technicianId] ?? '—')
            : t('orders.nobody')}
        </Fact>
        {isTaken(view) &&
          order.technicianDevices.map((device) => (
            <Fact key={device.deviceId} label={deviceWords(order.technicianDevices, device.deviceId)}>
              {device.lastSeenAt === null
                ? t('dialog.assign.never')
                : t('dialog.assign.seen', { time: shortTime(device.lastSeenAt, now) })}
              {device.unconfirmed !== null &&
                device.unconfirmed > 0 &&
                ` · ${t('order.unsent', { n: device.unconfirmed })}`}
            </Fact>
          ))}
        <Fact label={t('order.evidence')}>
          <ArrivalWords arrival={order.arrival} />
        </Fact>
      </Group>
      <ClocksPanel order={order} />
      {order.definition.products.length > 0 && (
        <Group title={words.products() ?? t('create.products')}>
          {order.definition.products.map(({ key }) => (
            <Fact key={key} label={words.product(key)}>
              {valueWords(`products.${key}`, products[key], words, tw)}
            </Fact>
          ))}
        </Group>
      )}
      {order.definition.resources.length > 0 && (
        <Group title={t('create.resources')}>
          {order.definition.resources.map(({ key }) => (
            <Fact key={key} label={words.resource(key)}>
              {valueWords(`resources.${key}`, resources[key], words, tw)}
            </Fact>
          ))}
        </Group>
      )}
      <Group title={t('order.origin')}>
        <Fact label={t('create.type')}>{`${words.type()} · v${view.orderTypeVersion}`}</Fact>
        <Fact label={t('order.created')}>{fullTime(view.createdAt)}</Fact>
        {view.plan !== null && (
          <Fact label={t('order.madeByPlan')}>
            <PlanLink plan={view.plan} />
          </Fact>
        )}
        <Fact label={t('create.externalId')}>{view.externalId ?? '—'}</Fact>
        <Fact label="TMF697">{tw(`state.${view.fold.state}`)}</Fact>
      </Group>
    </aside>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section>
      <h2>{title}</h2>
      <dl className="console-facts">{children}</dl>
    </section>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Leads to the plan of an order, for those who see plans. */
function PlanLink({ plan: { planId, occurrence } }: { readonly plan: NonNullable<OrderView['plan']> }): ReactNode {
  const { t } = useWords();
  const { role } = usePerson();
  const said = t('order.ofPlan', { time: fullTime(occurrence) });
  if (role !== 'dispatcher' && role !== 'administrator') return said;
  return (
    <a href={hrefOf({ page: 'plan', planId })} data-testid="made-by-plan">
      {said}
    </a>
  );
}
