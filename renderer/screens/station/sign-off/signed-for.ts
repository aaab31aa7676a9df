import { useTranslation } from 'react-i18next';
import { serviceResults } from '../../../../forms/engine/service-results.ts';
import { useAnswerTools } from '../../../hooks/use-words.ts';
import { serviceStateWords } from '../../../texts/service-result-words.ts';
import type { OpenedOrder } from '../order/opened-order.ts';
import { productWords } from '../order/product-words.ts';

/** In a line what a signature is given for: the order, and what became of each service; types that know no services name what was ordered. */
export function useSignedFor({ view, words, definition }: OpenedOrder): string {
  const { t } = useTranslation('station');
  const tools = useAnswerTools(definition);
  const services = serviceResults(view, definition).map((service) =>
    t('signing.part', {
      heading: tools.words.service(service.key),
      what: serviceStateWords(service, definition, tools),
    }),
  );
  const ordered = productWords(view.fold.products, words, tools.format.dateTime);
  const ordering = t('signing.part', { heading: words.products() ?? t('facts.products'), what: ordered.join(' · ') });
  return [
    `${words.type()} ${view.number}`,
    ...(services.length > 0 ? services : ordered.length > 0 ? [ordering] : []),
  ].join(' · ');
}
