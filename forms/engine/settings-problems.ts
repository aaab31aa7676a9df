import type { Json } from '../../domain/documents/base.ts';
import { WorkingCalendar } from '../../domain/sla/calendar.ts';
import { parseDefinition } from './definition.ts';
import type { DefinitionProblem } from './definition-problem.ts';
import { problemsIn } from './definition-text.ts';
import { settingsSourceProblems } from './source-problems.ts';
import type { OrderTypeDefinition, SettingsByKey } from './types.ts';

/** Settings as somebody brings them: a key, and the values that expressions read as `settings.<key>.<name>`. */
export type NewSettings = { readonly key: string; readonly values: Readonly<Record<string, Json>> };

/**
 * What would be wrong if these values were the newest of their key: with the calendar itself, with their sources, and with every order type that reads them and could
 * not run any more. A problem of an order type has the type's key before its path.
 */
export function settingsProblems(
  { key, values }: NewSettings,
  definitions: readonly OrderTypeDefinition[],
  settings: SettingsByKey,
): readonly DefinitionProblem[] {
  const next: SettingsByKey = { ...settings, [key]: { version: (settings[key]?.version ?? 0) + 1, values } };
  return [
    ...(key === 'calendar' ? calendarProblems(values) : []),
    ...settingsSourceProblems(values),
    ...definitions
      .filter((definition) => definition.settings.includes(key))
      .flatMap((definition) => {
        const parsed = parseDefinition(definition, next);
        const problems = parsed.ok ? [] : problemsIn(parsed.problem.details);
        return problems.map(({ path, ...why }) => ({ path: `${definition.key}: ${path}`, ...why }));
      }),
  ];
}

function calendarProblems(values: NewSettings['values']): readonly DefinitionProblem[] {
  const read = WorkingCalendar.safeParse(values);
  if (read.success) return [];
  return read.error.issues.map(({ path, message }) => ({
    path: ['values', ...path].join('.'),
    fault: 'calendar',
    reason: message,
  }));
}
