import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { openStages } from '../../../../forms/engine/partial.ts';
import { undoneServices } from '../../../../forms/engine/service-results.ts';
import { RequiredMark } from '../../../components/required-mark.tsx';
import { useAnswerTools } from '../../../hooks/use-words.ts';
import { serviceReasonWords, serviceStateWords } from '../../../texts/service-result-words.ts';
import type { OpenedOrder } from './opened-order.ts';
import css from './order.module.css';

type Props = {
  readonly order: OpenedOrder;
  readonly value: readonly string[];
  readonly onChange: (remaining: readonly string[]) => void;
};

/** What a follow-up order has to finish: services that are not done, each with what was said of it, and stages that are not passed. */
export function Remaining({ order, value, onChange }: Props): ReactNode {
  const { t } = useTranslation('station');
  const { view, definition, words } = order;
  const tools = useAnswerTools(definition);
  const services = undoneServices(view, definition).map((service) => ({
    key: service.key,
    name: words.service(service.key),
    said: [
      serviceStateWords(service, definition, tools),
      ...(service.state === 'notDone' ? [serviceReasonWords(service, definition, tools)] : []),
    ].join(' · '),
  }));
  const stages = openStages(view).map((key) => ({ key, name: words.stage(key), said: null }));
  return (
    <fieldset className={css.remaining} data-place="remaining">
      <legend>
        {t('move.remaining')}
        <RequiredMark />
      </legend>
      {[...services, ...stages].map(({ key, name, said }) => (
        <label key={key} className={css.check} data-testid={`remaining-${key}`}>
          <input
            type="checkbox"
            checked={value.includes(key)}
            onChange={(event) => onChange(event.target.checked ? [...value, key] : value.filter((one) => one !== key))}
          />
          <span>
            {name}
            {said === null ? null : <small> {said}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
