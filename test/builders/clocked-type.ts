import { orderTypeId } from '../../domain/documents/catalogue.ts';
import type { OrderTypeDefinition, SlaDefinition } from '../../forms/engine/types.ts';
import { ftthInstall } from '../../forms/order-types/ftth-install/index.ts';

/** The fibre install under another key, with a manager and with these clocks instead of its own. */
export function clockedType(key: string, sla: readonly SlaDefinition[]): OrderTypeDefinition {
  const texts = (said: (name: string) => string): Record<string, string> =>
    Object.fromEntries([
      ['performer.manager', said('manager')],
      ...sla.flatMap((clock) => [
        [`sla.${clock.key}`, said(clock.key)],
        ...(clock.escalations ?? []).map((one) => [`escalation.${clock.key}.${one.key}`, said(one.key)]),
      ]),
    ]);
  return {
    ...ftthInstall,
    key,
    tmfNames: [],
    settings: [...ftthInstall.settings, 'calendar'],
    performers: { ...ftthInstall.performers, manager: 'administrator' },
    sla,
    texts: {
      'zh-CN': { ...ftthInstall.texts['zh-CN'], ...texts((name) => `时限 ${name}`) },
      en: { ...ftthInstall.texts.en, ...texts((name) => `Limit ${name}`) },
    },
  };
}

export const orderTypeDocument = (definition: OrderTypeDefinition) => ({
  _id: orderTypeId(definition.key, definition.version),
  type: 'orderType',
  schemaVersion: 1,
  createdBy: 'office',
  key: definition.key,
  version: definition.version,
  definition,
});
