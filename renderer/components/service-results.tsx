import { CheckCircleFilled, CloseCircleFilled, QuestionCircleOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { ServiceAnswer, ServiceResult } from '../../forms/engine/service-results.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import { useAnswerTools } from '../hooks/use-words.ts';
import { serviceAnswerWords, serviceReasonWords, serviceStateWords } from '../texts/service-result-words.ts';
import { VerdictTag } from './measure-row.tsx';
import css from './service-results.module.css';
import { type Tone, ToneTag } from './tone-tag.tsx';

const toneOf: Readonly<Record<ServiceResult['state'], Tone>> = { done: 'good', notDone: 'bad', open: 'neutral' };
const iconOf: Readonly<Record<ServiceResult['state'], ReactNode>> = {
  done: <CheckCircleFilled aria-hidden />,
  notDone: <CloseCircleFilled aria-hidden />,
  open: <QuestionCircleOutlined aria-hidden />,
};

type Props = { readonly services: readonly ServiceResult[]; readonly definition: OrderTypeDefinition };

/** What became of each service of an order: its result, its rates and levels, or why it is not done. */
export function ServiceResults({ services, definition }: Props): ReactNode {
  const tools = useAnswerTools(definition);
  const figure = (one: ServiceAnswer) => (
    <span key={`${one.step}.${one.field}`} className={css.figure}>
      {tools.words.field(one.step, one.field)} <b>{serviceAnswerWords(one, definition, tools)}</b>
      {one.measure && one.measure.verdict !== 'none' && one.measure.verdict !== 'pass' ? (
        <VerdictTag verdict={one.measure.verdict} />
      ) : null}
    </span>
  );
  return (
    <ul className={css.services} data-testid="service-results">
      {services.map((service) => (
        <li key={service.key} data-testid={`service-${service.key}`} data-state={service.state}>
          <span className={css.head}>
            <b>{tools.words.service(service.key)}</b>
            <ToneTag tone={toneOf[service.state]} icon={iconOf[service.state]}>
              {serviceStateWords(service, definition, tools)}
            </ToneTag>
          </span>
          {service.state === 'notDone' ? (
            <span className={css.why}>{serviceReasonWords(service, definition, tools)}</span>
          ) : (
            service.figures.map(figure)
          )}
        </li>
      ))}
    </ul>
  );
}
