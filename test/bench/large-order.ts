import type { EventDocument } from '../../domain/documents/event.ts';
import type { SubmissionDocument } from '../../domain/documents/submission.ts';
import { stepsOf } from '../../forms/engine/steps-of.ts';
import type { FieldDefinition, OrderTypeDefinition, StageDefinition } from '../../forms/engine/types.ts';
import { ftthInstall } from '../../forms/order-types/ftth-install/index.ts';
import { assignmentOf, idOf, type StoryDocument, tellStory } from '../builders/order-story.ts';

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n + 1);

/**
 * An order type larger than any that is shipped: 6 stages of 5 steps, 6 fields each, and one form of 60 fields with 20 conditions.
 *
 * @param salt white space behind every expression: another salt is another text, so nothing that is kept by text is found again
 */
export const largeType = (salt = ''): OrderTypeDefinition => ({
  ...ftthInstall,
  key: 'large',
  products: [],
  resources: [],
  stages: [...numbers(5).map((n) => plainStage(n, salt)), lastStage(salt)],
  samples: {},
});

function plainStage(n: number, salt: string): StageDefinition {
  const key = `stage${n}`;
  const step = (m: number): StageDefinition['steps'][number] => ({
    key: `step${m}`,
    kind: 'form',
    photos: [{ key: 'picture', max: 4, allowFile: true, required: `fields.length > 10${salt}` }],
    fields: fieldsOf(`steps.${key}.step${m}`, salt),
    ...(m > 2 && { relevant: `present(steps.${key}.step${m - 1}.length)${salt}` }),
  });
  return {
    key,
    performer: 'technician',
    steps: numbers(5).map(step),
    gates: [
      {
        key: 'lengths',
        holds: `${numbers(5)
          .map((m) => `num(steps.${key}.step${m}.length) > 0`)
          .join(' && ')}${salt}`,
        code: 'gate.notMet',
        overridable: true,
      },
      { key: 'begun', holds: `facts.started${salt}`, code: 'gate.notMet', overridable: false },
    ],
  };
}

const fieldsOf = (path: string, salt: string): readonly FieldDefinition[] => [
  { key: 'name', kind: 'text', required: true, schema: { type: 'string', minLength: 1, maxLength: 80 } },
  { key: 'length', kind: 'number', required: true, unit: 'm', schema: { type: 'number', minimum: 0, maximum: 500 } },
  { key: 'kind', kind: 'choice', options: ['a', 'b', 'c'], required: `num(${path}.length) > 5${salt}` },
  { key: 'note', kind: 'paragraph', relevant: `fields.kind == "b"${salt}` },
  {
    key: 'loss',
    kind: 'number',
    constraint: { expression: `within(value, 0, fields.length)${salt}`, text: 'x' },
  },
  { key: 'sum', kind: 'computed', calculate: `round2(num(fields.length) + num(fields.loss))${salt}` },
];

export const largeForm = 'stage6.step1';

/** Four plain steps, and the form of 60 fields: text, numbers, choices, and twenty of them with a condition. */
function lastStage(salt: string): StageDefinition {
  const plain = plainStage(6, salt);
  const fields = numbers(60).map((n): FieldDefinition => {
    const key = `field${n}`;
    const other = `fields.field${n - 1}`;
    if (n % 3 !== 0) return { key, kind: n % 2 === 0 ? 'text' : 'number', required: n % 5 === 0 };
    switch (n % 4) {
      case 0:
        return { key, kind: 'text', relevant: `present(${other}) && facts.started${salt}` };
      case 1:
        return { key, kind: 'choice', options: ['a', 'b'], required: `${other} != null || fields.field1 == 3${salt}` };
      case 2:
        return { key, kind: 'computed', calculate: `round2(orElse(fields.field1, 0) * ${n}.0)${salt}` };
      default:
        return { key, kind: 'number', constraint: { expression: `atMost(value, 900 + ${n})${salt}`, text: 'x' } };
    }
  });
  const [first, ...rest] = plain.steps;
  return {
    ...plain,
    steps: first === undefined ? rest : [{ key: 'step1', kind: 'form', photos: [], fields }, ...rest],
    gates: plain.gates.slice(1),
  };
}

/** Its answers with everything typed but the last keystroke. */
export const largeAnswers = (typed: string): Readonly<Record<string, string | number>> =>
  Object.fromEntries(
    numbers(60).flatMap((n): [string, string | number][] => {
      if (n === 2) return [['field2', typed]];
      if (n % 3 !== 0) return [[`field${n}`, n % 2 === 0 ? `answer ${n}` : n]];
      return n % 4 === 0
        ? [[`field${n}`, 'more']]
        : n % 4 === 1
          ? [[`field${n}`, 'a']]
          : n % 4 === 3
            ? [[`field${n}`, n]]
            : [];
    }),
  );

/** An order of that type that has come far: 100 events, five of six stages passed, 34 submissions from two devices, 20 pictures. */
export function largeOrder(definition: OrderTypeDefinition): readonly StoryDocument[] {
  const story = tellStory({ orderType: definition.key });
  const { office } = story;
  const [a, second] = [story.device('a'), story.device('a2', idOf('a'))];
  const one = assignmentOf('1');
  office.does('assigned', { ...one, technicianId: idOf('a') });
  a.meets(office);
  a.does('accepted', one);
  a.does('started', one);
  second.meets(a);
  const answers = { name: 'x', length: 12.5, kind: 'b', note: 'y', loss: 0.3, sum: 12.8 };
  const fields = (over: Partial<typeof answers>, base: Partial<typeof answers>): SubmissionDocument['fields'] =>
    Object.fromEntries(
      Object.entries({ ...answers, ...over }).map(([field, value]) => [
        field,
        { value, ...(field in base && { base: base[field as keyof typeof answers] }) },
      ]),
    );
  let judged: string[] = [];
  for (const { key, stage } of stepsOf(definition)) {
    if (stage.key === 'stage6') continue;
    const first = a.submits(key, fields({}, {}), one);
    judged.push(first._id);
    if (!key.endsWith('step1')) a.takes(`${key}.picture`);
    if (!key.endsWith('step5')) continue;
    const more = { ...one, supersedes: [first._id] };
    judged.push(a.submits(key, fields({ name: 'z' }, answers), more)._id);
    second.submits(key, fields({ loss: 0.4, sum: 12.9 }, answers), more);
    a.does('stagePassed', { stage: stage.key, submissions: judged, evidence: [], verdicts: [] });
    judged = [];
  }
  const events = (): number =>
    story.all().filter((document): document is EventDocument => document.type === 'event').length;
  for (let n = 0; events() < 100; n += 1) {
    const because = { reasonCode: n % 2 === 0 ? 'weather' : 'customer', note: '' };
    if (n % 3 === 0) a.does('held', because);
    if (n % 3 === 1) a.does('resumed', {});
    if (n % 3 === 2) office.does('noted', { text: '客户来电' });
    a.does('noted', { text: '到场后发现门禁' });
    if (n % 5 === 0) second.does('noted', { text: '另一台设备' });
    if (n % 4 === 0) for (const author of [a, second]) author.meets(office);
    if (n % 4 === 0) office.meets(a, second);
  }
  return story.all().filter((document, index, all) => document.type !== 'event' || eventNumber(all, index) <= 100);
}

const eventNumber = (all: readonly StoryDocument[], index: number): number =>
  all.slice(0, index + 1).filter(({ type }) => type === 'event').length;
