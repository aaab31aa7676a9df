import { isTrue, numberOf } from '../../forms/engine/expression.ts';
import { scopeOfView } from '../../forms/engine/scope.ts';
import type { SettingsByKey } from '../../forms/engine/types.ts';
import { shippedSettings } from '../../forms/order-types/index.ts';
import type { Flow } from './flow.ts';

const settings: SettingsByKey = Object.fromEntries(shippedSettings.map((one) => [one.key, one]));

/** What the clocks of an order are set to by its type's data: days or hours as the clock counts them, null while not known, absent where the clock does not run. */
export function limitsOf({ view, definition }: Flow): Readonly<Record<string, number | null>> {
  const scope = scopeOfView(view(), definition, settings);
  return Object.fromEntries(
    definition.sla
      .filter(({ relevant }) => isTrue(relevant, scope, relevant === undefined))
      .map(({ key, limitDays, limitHours }) => [key, numberOf(limitDays ?? limitHours, scope)]),
  );
}
