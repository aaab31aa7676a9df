import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fromPrivateUse } from '../../../../domain/text/private-use.ts';
import { serviceResults } from '../../../../forms/engine/service-results.ts';
import { ServiceResults } from '../../../components/service-results.tsx';
import { SlaCountdown } from '../../../components/sla-countdown.tsx';
import { useCall } from '../../../hooks/station-context.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import { isTime } from '../../../texts/is-time.ts';
import { PhoneFact } from '../contact/phone-fact.tsx';
import { FactRows } from './fact-rows.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { NoteStates } from './note-states.tsx';
import { nameOf, type OpenedOrder } from './opened-order.ts';
import css from './tabs.module.css';

type Row = readonly [label: string, value: ReactNode];

/** What the order is about: customer, services, resources, limits, notes. As amended by dispatch. */
export function FactsTab({ order }: { readonly order: OpenedOrder }): ReactNode {
  const { t } = useTranslation(['station', 'words']);
  const format = useFormat();
  const { data: sync } = useCall('sync.state', {});
  const { view, words } = order;
  const { customer, place, products, resources, remarks } = view.fold;
  const services = serviceResults(view, order.definition);
  const plain = (value: unknown): string =>
    value === true
      ? t('words:yes')
      : value === false
        ? t('words:no')
        : value === null || value === undefined || value === ''
          ? '–'
          : String(value);
  return (
    <div className={css.tabBody}>
      <div className={css.columns}>
        <Facts
          title={t('station:facts.customer')}
          rows={[
            [t('station:facts.customer'), fromPrivateUse(customer.name)],
            [
              t('station:facts.phone'),
              <PhoneFact key="phone" label={t('station:facts.phone')} field={customer.phone} />,
            ],
            ...(customer.alternatePhone
              ? [
                  [
                    t('station:facts.alternatePhone'),
                    <PhoneFact key="other" label={t('station:facts.alternatePhone')} field={customer.alternatePhone} />,
                  ] as const,
                ]
              : []),
            [t('station:order.grade'), t(`words:grade.${customer.grade}`)],
            [t('station:facts.account'), plain(customer.accountNumber)],
            [t('station:facts.address'), place.address],
            [t('station:facts.district'), `${place.district} · ${t(`words:area.${place.area}`)}`],
            [t('station:facts.access'), plain(place.access)],
            [t('station:facts.remarks'), plain(remarks)],
          ]}
        />
        <Facts
          title={words.products() ?? t('station:facts.products')}
          rows={Object.entries(products).map(([key, value]) => [
            words.product(key),
            typeof value === 'string'
              ? plain(isTime(value) ? format.dateTime(value) : words.ordered(key, value))
              : plain(value),
          ])}
        />
        {services.length === 0 ? null : (
          <section className={css.panel}>
            <h3>{t('words:service.title')}</h3>
            <ServiceResults services={services} definition={order.definition} />
          </section>
        )}
        <Facts
          title={t('station:facts.resources')}
          rows={Object.entries(resources).map(([key, value]) => [words.resource(key), plain(value)])}
        />
        <Facts
          title={t('station:facts.sla')}
          rows={[
            ...view.sla.map(
              (clock): Row => [
                words.sla(clock.key),
                <span key={clock.key}>
                  {format.dateTime(clock.breachAt)}{' '}
                  <SlaCountdown clock={clock} settings={order.settings} offsetMs={sync?.clockOffsetMs ?? null} />
                </span>,
              ],
            ),
            [t('station:facts.created'), format.dateTime(view.createdAt)],
            ...(view.externalId === null ? [] : [[t('station:facts.external'), view.externalId] as const]),
          ]}
        />
        <Facts title={t('station:facts.relations')} rows={relationRows(order, t('station:facts.origin'))} />
        <Notes order={order} />
      </div>
    </div>
  );
}

/** What raised this order, with what it handed over, and the orders that were raised from it. */
function relationRows({ view, words }: OpenedOrder, originWord: string): readonly Row[] {
  const { origin, fold } = view;
  return [
    ...(origin === null ? [] : [[originWord, origin.number] as const]),
    ...fold.children.map((child): Row => [words.raw(`raise.${child.raise}`) ?? child.raise, child.number]),
  ];
}

function Facts({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }): ReactNode {
  if (rows.length === 0) return null;
  return (
    <section className={css.panel}>
      <h3>{title}</h3>
      <dl className={css.facts}>
        <FactRows rows={rows} />
      </dl>
    </section>
  );
}

function Notes({ order }: { readonly order: OpenedOrder }): ReactNode {
  const { t } = useTranslation(['station', 'words']);
  const format = useFormat();
  const [writing, setWriting] = useState(false);
  const notes = order.view.fold.notes;
  return (
    <section className={css.panel}>
      <h3>
        {t('station:facts.notes')}
        <Button size="small" onClick={() => setWriting(true)} data-testid="add-note">
          {t('station:facts.addNote')}
        </Button>
      </h3>
      {notes.length === 0 ? <p className={css.quiet}>{t('station:facts.noNotes')}</p> : null}
      <dl className={css.facts}>
        {notes.map((note) => (
          <div key={note.eventId} data-testid="note" data-waits={note.waits}>
            <dt>
              {nameOf(order, note.by) ?? t(note.role === 'reviewer' ? 'words:role.reviewer' : 'words:role.dispatcher')}
              <br />
              <small>{format.dateTime(note.at)}</small>
            </dt>
            <dd>
              {note.text}
              <NoteStates order={order} note={note} />
            </dd>
          </div>
        ))}
      </dl>
      {writing ? <MoveDialog order={order} move="note" onClose={() => setWriting(false)} /> : null}
    </section>
  );
}
