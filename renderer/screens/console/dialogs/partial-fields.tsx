import { Alert, Checkbox, Input } from 'antd';
import type { ReactNode } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { problemText } from '../../../../domain/problem.ts';
import { openStages } from '../../../../forms/engine/partial.ts';
import { hasFieldStages } from '../../../../forms/engine/performers.ts';
import { undoneServices } from '../../../../forms/engine/service-results.ts';
import { anyWorkDone } from '../../../../forms/engine/start-place.ts';
import { useAnswerTools } from '../../../hooks/use-words.ts';
import { serviceReasonWords, serviceStateWords } from '../../../texts/service-result-words.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { Labelled } from './labelled.tsx';

type Order = Pick<OfficeOrder, 'view' | 'definition'>;

type RemainingProps = {
  readonly order: Order;
  readonly value: readonly string[];
  readonly onChange: (remaining: readonly string[]) => void;
};

/** What a follow-up order has to finish, as the station asks it: services that are not done, each with what was said of it, and open stages. */
export function Remaining({ order, value, onChange }: RemainingProps): ReactNode {
  const { view, definition } = order;
  const { t } = useWords();
  const words = useDefinitionWords(definition);
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
    <fieldset className="console-field" data-place="remaining">
      <legend>
        {t('refused.remaining')}
        <span className="console-required"> *</span>
      </legend>
      <div className="console-reasons">
        {[...services, ...stages].map(({ key, name, said }) => (
          <Checkbox
            key={key}
            checked={value.includes(key)}
            onChange={(event) => onChange(event.target.checked ? [...value, key] : value.filter((one) => one !== key))}
            data-testid={`remaining-${key}`}
          >
            {name}
            {said !== null && <small> {said}</small>}
          </Checkbox>
        ))}
      </div>
      <p className="console-field-hint">{t('refused.remainingHint')}</p>
    </fieldset>
  );
}

type WordsProps = { readonly order: Order; readonly value: string; readonly onChange: (words: string) => void };

/** What the customer said to an order that ends with something left; and, where nothing was done at all, that it cannot end so. */
export function CustomerWords({ order: { view, definition }, value, onChange }: WordsProps): ReactNode {
  const { t, language } = useWords();
  return (
    <>
      {hasFieldStages(definition) && !anyWorkDone(view, definition) && (
        <Alert
          type="warning"
          showIcon
          data-testid="nothing-done"
          title={problemText('order.nothingDone', {}, language)}
        />
      )}
      <Labelled id="customer-words" label={t('refused.customerWords')} required>
        <Input.TextArea
          id="customer-words"
          data-testid="customer-words"
          aria-required
          maxLength={2000}
          autoSize={{ minRows: 2 }}
          placeholder={t('refused.customerWordsHint')}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </Labelled>
    </>
  );
}
