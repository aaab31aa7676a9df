import type { Json } from '../../domain/documents/base.ts';
import type { SubmissionDocument } from '../../domain/documents/submission.ts';
import { mergeStep } from '../../forms/engine/merge.ts';
import { sideOfStage } from '../../forms/engine/performers.ts';
import { type StepPlace, stepsOf } from '../../forms/engine/steps-of.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import type { Vocabulary } from './life-payloads.ts';
import type { Living } from './order-life.ts';

/** What people of an order type can name. */
export const wordsOf = (definition: OrderTypeDefinition): Vocabulary => ({
  stages: definition.stages.map(({ key, gates }) => ({ key, gates: gates.map((gate) => gate.key) })),
  steps: stepsOf(definition).map(({ key, step }) => ({ key, slots: step.photos.map((photo) => photo.key) })),
  raises: (definition.raises ?? []).map(({ key }) => key),
  clocks: definition.sla.map(({ key }) => key),
  holdReasons: ['customer', 'access', 'weather'],
  returns: (definition.returns ?? []).map(({ key, from, to }) => ({
    key,
    from,
    to,
    step: stepsOf(definition).find(({ stage }) => stage.key === to)?.key ?? 'none.none',
  })),
});

/**
 * Submissions on what their author knows: the sample answers, now and then with another value or one left out. Nobody asks whether the
 * step was reached or complete: what came by sync is kept as it is.
 */
export const submitsSamples =
  (definition: OrderTypeDefinition): NonNullable<Living['submit']> =>
  (author, asked, pick) => {
    // Now and then somebody fills in what is not his to fill in.
    const own = stepsOf(definition).filter(({ stage }) => isOffice(definition, stage) === (author.name === 'office'));
    const strange = pick % 16 !== 0 && own.length > 0 && !own.some(({ key }) => key === asked);
    const step = strange ? (own[pick % Math.min(own.length, 2)]?.key ?? asked) : asked;
    const known = [...author.known].filter(
      (one): one is SubmissionDocument => one.type === 'submission' && one.step === step,
    );
    const before = mergeStep(step, known, {});
    const answers = Object.entries(definition.samples[step] ?? {}).filter((_, index) => pick % 11 !== index);
    const fields = Object.fromEntries(
      answers.map(([field, sample], index) => {
        const value = pick % 5 === index ? varied(sample, pick) : sample;
        return [field, before.values[field] == null ? { value } : { value, base: before.values[field] ?? null }];
      }),
    );
    author.submits(step, fields, { supersedes: [...before.heads] });
  };

const isOffice = (definition: OrderTypeDefinition, stage: StepPlace['stage']): boolean =>
  sideOfStage(definition, stage) === 'office';

function varied(value: Json, pick: number): Json {
  if (typeof value === 'number') return value + (pick % 3);
  if (typeof value === 'string') return `${value}${pick % 3}`;
  if (typeof value === 'boolean') return pick % 2 === 0;
  return null;
}
