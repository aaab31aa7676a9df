import type { ReactNode } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { serviceResults } from '../../../../forms/engine/service-results.ts';
import { ServiceResults } from '../../../components/service-results.tsx';
import { useWords } from '../words/use-words.ts';
import css from './services-panel.module.css';

/** What became of each service of the order, with the reasons of those that are not done. */
export function ServicesPanel({ order }: { readonly order: OfficeOrder }): ReactNode {
  const { tw } = useWords();
  const services = serviceResults(order.view, order.definition);
  if (services.length === 0) return null;
  return (
    <section className={`console-panel ${css.services}`} aria-label={tw('service.title')} data-testid="services-panel">
      <h2>{tw('service.title')}</h2>
      <ServiceResults services={services} definition={order.definition} />
    </section>
  );
}
