import type { DefinitionProblem } from './definition-problem.ts';
import { placeOf } from './steps-of.ts';
import type { FieldDefinition, OrderTypeDefinition, ServiceDefinition } from './types.ts';

/** Services whose product, fields or answers do not exist, and two of one key. */
export function serviceProblems(definition: OrderTypeDefinition): readonly DefinitionProblem[] {
  const services = definition.services ?? [];
  return services.flatMap((service, index) => {
    const at = `services.${service.key}`;
    return [
      ...(services.findIndex(({ key }) => key === service.key) === index
        ? []
        : [{ path: at, fault: 'usedTwice' as const, reason: 'this key is used twice' }]),
      ...(service.product === undefined || definition.products.some(({ key }) => key === service.product)
        ? []
        : [{ path: `${at}.product`, fault: 'unknownName' as const, reason: `no product ${service.product}` }]),
      ...[service.result, ...(service.reasons ?? []), ...(service.figures ?? [])]
        .filter((path) => fieldAt(definition, path) === undefined)
        .map((path) => ({ path: at, fault: 'unknownName' as const, reason: `no field ${path}` })),
      ...answerProblems(definition, service, at),
    ];
  });
}

/** An answer that the result's field cannot have would never be met. */
function answerProblems(
  definition: OrderTypeDefinition,
  { result, done, notOrdered = [] }: ServiceDefinition,
  at: string,
): readonly DefinitionProblem[] {
  const field = fieldAt(definition, result);
  if (field === undefined) return [];
  const fits = (answer: string | boolean | number): boolean => {
    if (field.kind === 'yesNo') return typeof answer === 'boolean';
    if (field.kind === 'choice') return field.options?.includes(String(answer)) === true;
    return field.kind === 'computed';
  };
  return [...done, ...notOrdered]
    .filter((answer) => !fits(answer))
    .map((answer) => ({
      path: `${at}.done`,
      fault: 'unfit',
      reason: `${JSON.stringify(answer)} is no answer to ${result}`,
    }));
}

function fieldAt(definition: OrderTypeDefinition, path: string): FieldDefinition | undefined {
  const at = path.lastIndexOf('.');
  return placeOf(definition, path.slice(0, at))?.step.fields.find(({ key }) => key === path.slice(at + 1));
}

/** Conditions of options that the field does not have, and a whole list ticked where there is no list. */
export function optionProblems(path: string, field: FieldDefinition): readonly DefinitionProblem[] {
  const strangers = Object.keys(field.optionRelevant ?? {}).filter((item) => field.options?.includes(item) !== true);
  return [
    ...strangers.map((item) => ({
      path: `${path}.optionRelevant.${item}`,
      fault: 'unknownName' as const,
      reason: `no option ${item}`,
    })),
    ...(field.optionsFrom !== undefined && field.options === undefined
      ? [{ path: `${path}.optionsFrom`, fault: 'unfit' as const, reason: 'there are no options to choose among' }]
      : []),
    ...(field.tickAll && field.kind !== 'checklist'
      ? [{ path: `${path}.tickAll`, fault: 'unfit' as const, reason: 'only a checklist is ticked as a whole' }]
      : []),
  ];
}
