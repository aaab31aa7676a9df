import { textKeys } from '../../forms/engine/definition-texts.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import { ftthInstall } from '../../forms/order-types/ftth-install/index.ts';

/**
 * Two small order types that need each other: a request, taken down and closed in the office, and the job in the field that it raises and
 * waits for, which ends with a call-back by another role. Made of what the engine has, for tests of the office's side.
 */
export const requestType: OrderTypeDefinition = worded({
  ...base('test-request', { desk: 'dispatcher' }),
  stages: [
    {
      key: 'intake',
      performer: 'desk',
      steps: [
        {
          key: 'form',
          kind: 'form',
          photos: [{ key: 'letter', max: 2, allowFile: true, required: true }],
          fields: [
            { key: 'said', kind: 'text', required: true },
            { key: 'jobs', kind: 'integer', required: true, schema: { type: 'integer', minimum: 1, maximum: 3 } },
          ],
        },
      ],
      gates: [],
    },
  ],
  raises: [
    {
      key: 'job',
      orderType: 'test-job',
      relation: 'child',
      on: 'stage:intake',
      forEach: '[1, 2, 3].filter(n, n <= int(steps.intake.form.jobs))',
      products: { task: 'steps.intake.form.said + " " + string(item)' },
      remarks: 'steps.intake.form.said',
      values: { said: 'steps.intake.form.said' },
      evidence: ['intake.form.letter'],
    },
    { key: 'again', orderType: 'test-job', relation: 'follow', on: 'asked', products: { task: '"again"' } },
  ],
  closesWith: 'children',
  reviewed: false,
  samples: { 'intake.form': { said: '网速慢', jobs: 1 } },
});

export const jobType: OrderTypeDefinition = worded({
  ...base('test-job', { technician: 'technician', callBackDesk: 'reviewer' }),
  products: [
    { key: 'task', schema: { type: 'string', minLength: 1, maxLength: 200 }, required: true, tmfNames: ['task'] },
  ],
  stages: [
    {
      key: 'work',
      performer: 'technician',
      steps: [
        {
          key: 'done',
          kind: 'form',
          photos: [],
          moves: ['accept', 'decline', 'start'],
          fields: [{ key: 'what', kind: 'text', required: true, initial: 'order.origin.values.said' }],
        },
      ],
      gates: [{ key: 'accepted', holds: 'facts.accepted', code: 'gate.notAccepted', overridable: false }],
    },
    {
      key: 'callBack',
      performer: 'callBackDesk',
      steps: [
        {
          key: 'call',
          kind: 'form',
          photos: [],
          fields: [{ key: 'satisfied', kind: 'yesNo', required: true }],
        },
      ],
      gates: [
        { key: 'satisfied', holds: 'steps.callBack.call.satisfied == true', code: 'gate.notMet', overridable: false },
      ],
    },
  ],
  returns: [
    { key: 'redo', from: 'callBack', to: 'work', when: 'steps.callBack.call.satisfied == false', clock: 'waits' },
  ],
  samples: { 'work.done': { what: '已重启' }, 'callBack.call': { satisfied: true } },
});

function base(key: string, performers: OrderTypeDefinition['performers']): OrderTypeDefinition {
  // The services of an install are read in its own steps.
  const { services: _, ...install } = ftthInstall;
  const reasons = { ...install.reasons, sentBack: [{ code: 'notDone', side: 'ours', pausesSla: false }] } as const;
  return { ...install, reasons, key, performers, tmfNames: [key], products: [], resources: [], sla: [], scorecard: [] };
}

/** Every text that the type needs, each saying its own key: whole enough to be published. */
export function worded(definition: OrderTypeDefinition): OrderTypeDefinition {
  const texts = Object.fromEntries(textKeys(definition).map((key) => [key, key]));
  return { ...definition, texts: { 'zh-CN': texts, en: texts } };
}
