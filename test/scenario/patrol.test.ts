import { describe, expect, it } from 'vitest';
import { planOfRaised, raisesOf } from '../../forms/engine/raises.ts';
import type { Answers } from '../builders/answers.ts';
import { type Flow, openFlow } from './flow.ts';

const valuesOf = (order: Flow, key: string): Answers =>
  (order
    .view()
    .stages.flatMap(({ steps }) => steps)
    .find((step) => step.key === key)?.values ?? {}) as Answers;

const server = {
  object: 'APP-SRV-01',
  cpuPercent: 42,
  memoryPercent: 61,
  diskPercent: 60,
  intakeC: 22,
  state: 'normal',
};
const planned = (...objects: readonly { object: string; kind: string }[]) => ({
  'plan.scope': { kinds: [...new Set(objects.map(({ kind }) => kind))], objects },
});

/** A round over servers only, planned and read so. */
function serverRound(readings: readonly Answers[], objects = ['APP-SRV-01']): Flow {
  const order = openFlow('patrol');
  order.workStage('plan', planned(...objects.map((object) => ({ object, kind: 'server' }))));
  expect(order.pass('plan').problems).toEqual([]);
  order.workStage('checks', { 'checks.server': { readings } });
  return order;
}

describe('patrol, stage by stage', () => {
  it('is planned at the desk, walked by the crew, summed up at the desk', () => {
    const order = openFlow('patrol');
    const turns: unknown[] = [];
    for (const { key } of order.definition.stages) {
      turns.push([order.view().currentStage, order.view().turn]);
      order.workStage(key);
      expect(order.pass(key).problems).toEqual([]);
    }
    expect(turns).toEqual([
      ['plan', 'office'],
      ['checks', 'field'],
      ['findings', 'field'],
      ['summary', 'office'],
    ]);
    expect(valuesOf(order, 'summary.report')).toMatchObject({
      checked: 6,
      abnormalCount: 2,
      repairs: 1,
      mended: 1,
      goodPercent: 66.7,
    });
    expect(order.complete().ok).toBe(true);
    expect(order.view().fold.state).toBe('completed');
    expect(order.view().findings).toEqual([]);
  });

  it('shows only the steps of the kinds that were planned, a row for each object', () => {
    const order = openFlow('patrol');
    order.workStage('plan', planned({ object: 'CRM-DB', kind: 'database' }, { object: 'BOSS-DB', kind: 'database' }));
    order.pass('plan');
    const relevant = order
      .view()
      .stages.find(({ key }) => key === 'checks')
      ?.steps.filter((step) => step.relevant)
      .map(({ key }) => key);
    expect(relevant).toEqual(['checks.study', 'checks.arrival', 'checks.database']);
    order.assign();
    order.accept();
    // What is offered is one row an object, still to be read.
    expect(order.submit('checks.database', { readings: undefined as never })).toMatchObject({
      problem: {
        details: {
          problems: expect.arrayContaining([
            { field: 'readings/0/tablespacePercent', keyword: 'required', params: {} },
            { field: 'readings/1/state', keyword: 'required', params: {} },
          ]),
        },
      },
    });
  });

  it('refuses a plan whose objects and kinds do not fit', () => {
    const order = openFlow('patrol');
    expect(
      order.submit('plan.scope', { kinds: ['server', 'site'], objects: [{ object: 'A', kind: 'server' }] }),
    ).toMatchObject({ problem: { details: { problems: [{ field: 'objects', keyword: 'constraint' }] } } });
  });
});

describe('patrol, readings against their limits', () => {
  it.each([
    [80, true],
    [80.1, false],
  ])('a server’s CPU load of %d may be called normal: %s', (cpuPercent, may) => {
    const order = serverRound([server]);
    expect(order.submit('checks.server', { readings: [{ ...server, cpuPercent }] }).ok).toBe(may);
  });

  it('names what is beyond its limits, with the limits', () => {
    const order = serverRound([{ ...server, diskPercent: 91.5, intakeC: 33, state: 'abnormal', remark: '空调故障' }]);
    expect(valuesOf(order, 'checks.server')).toMatchObject({
      beyond: 'APP-SRV-01 DISK 91.5 (0 … 80 %)；APP-SRV-01 T 33 (10 … 30 °C)',
      thresholds: 'CPU 0 … 80 %；RAM 0 … 85 %；DISK 0 … 80 %；T 10 … 30 °C',
      notInOrder: 0,
    });
  });

  it('wants words for a check that is not in order', () => {
    const order = serverRound([server]);
    const checks = { lamps: true, raid: false, logs: true, time: true, backup: true };
    expect(order.submit('checks.server', { readings: [server], checks }).ok).toBe(false);
    expect(order.submit('checks.server', { readings: [server], checks, checkNote: '一块盘离线' }).ok).toBe(true);
    expect(valuesOf(order, 'checks.server').notInOrder).toBe(1);
    order.pass('checks');
    order.workStage('findings', { 'findings.list': { items: [] } });
    expect(order.pass('findings').problems).toMatchObject([{ details: { gate: 'checksCovered', count: 1 } }]);
    order.submit('findings.list', {
      items: [
        { object: 'APP-SRV-01', description: '离线', severity: 'major', action: 'repair', faultScope: 'platform' },
      ],
    });
    expect(order.pass('findings').passes).toBe(true);
  });

  it('does not leave an object out, unless dispatch says so', () => {
    const order = serverRound([server], ['APP-SRV-01', 'APP-SRV-02']);
    expect(order.pass('checks').problems).toMatchObject([
      { code: 'gate.notMet', details: { gate: 'everyObject', missing: 'APP-SRV-02' } },
    ]);
    order.override('checks', 'everyObject');
    expect(order.pass('checks').passes).toBe(true);
  });

  it('asks for a finding about every abnormal object', () => {
    const order = openFlow('patrol');
    order.workUntil('findings');
    const items = [
      { object: 'APP-SRV-01', description: '日志分区占用高', severity: 'major', action: 'mended', howMended: '清理' },
    ];
    order.workStage('findings', { 'findings.list': { items } });
    expect(order.pass('findings').problems).toMatchObject([{ details: { gate: 'covered', missing: '翡翠园 5-602' } }]);
    const only = { object: '翡翠园 5-602', description: '断纤', severity: 'critical', action: 'observe' };
    expect(order.submit('findings.list', { items: [...items, only] }).ok).toBe(false);
    order.submit('findings.list');
    expect(order.pass('findings').passes).toBe(true);
  });
});

describe('patrol, what it raises', () => {
  it('one repair for each finding marked so, with its words, its scope and the pictures', () => {
    const order = openFlow('patrol');
    order.workUntil('findings');
    expect(order.raised('repairs')).toEqual([]);
    order.photo('findings.list.finding');
    order.workStage('findings', {
      'findings.list': {
        items: [
          {
            object: '翡翠园 5-602',
            description: '收光低',
            severity: 'major',
            action: 'repair',
            faultScope: 'customer',
          },
          { object: 'APP-SRV-01', description: '磁盘高', severity: 'minor', action: 'observe' },
          { object: '蜀山机房', description: '空调漏水', severity: 'critical', action: 'repair', faultScope: 'plant' },
        ],
      },
    });
    expect(order.pass('findings').problems).toEqual([]);
    const raised = order.raised('repairs');
    expect(raised.map(({ products }) => products)).toEqual([
      { faultDescription: '翡翠园 5-602：收光低', faultScope: 'customer' },
      { faultDescription: '蜀山机房：空调漏水', faultScope: 'plant' },
    ]);
    expect(raised[1]).toMatchObject({
      raise: { orderType: 'ftth-repair', relation: 'follow' },
      values: { object: '蜀山机房', location: '长江西路 118 号', severity: 'critical', patrol: order.view().number },
    });
    expect(raised.map(({ evidence }) => evidence.length)).toEqual([1, 1]);
  });

  it('nothing where nothing is to be repaired', () => {
    const order = serverRound([server]);
    order.pass('checks');
    order.workStage('findings', { 'findings.list': { items: [] } });
    expect(order.pass('findings').problems).toEqual([]);
    expect(order.raised('repairs')).toEqual([]);
  });

  it.each([
    ['daily', '2026-03-05T00:00:00.000Z'],
    ['weekly', '2026-03-11T00:00:00.000Z'],
    ['monthly', '2026-04-04T00:00:00.000Z'],
    ['quarterly', '2026-06-04T00:00:00.000Z'],
  ])('the next round of a %s patrol for %s, with the same objects', (period, nextFor) => {
    const order = openFlow('patrol', { products: { period } });
    order.workUntil('summary');
    order.workStage('summary', { 'summary.report': { nextFor: undefined as never } });
    order.pass('summary');
    expect(order.raised('nextRound')).toEqual([]);
    order.complete();
    const [next] = order.raise('nextRound');
    expect(next?.view().fold.products).toMatchObject({ period, plannedFor: nextFor });
    next?.submit('plan.scope', {
      kinds: undefined as never,
      objects: undefined as never,
      plannedFor: undefined as never,
    });
    expect(next && valuesOf(next, 'plan.scope')).toMatchObject({
      plannedFor: nextFor,
      objects: valuesOf(order, 'plan.scope').objects,
      openPoints: '翡翠园 5-602 待修复复测',
    });
  });

  it('no next round of a patrol that a plan made: the plan makes it', () => {
    const plan = { planId: openFlow('patrol').orderId, occurrence: '2026-03-02T01:00:00.000Z' };
    const order = openFlow('patrol', { products: { period: 'daily' }, plan });
    order.workUntil(null);
    order.complete();
    expect(order.view()).toMatchObject({ plan, fold: { phase: 'completed' } });
    expect(order.raised('nextRound')).toEqual([]);
    // What was found is mended all the same.
    expect(order.raised('repairs').length).toBeGreaterThan(0);
  });

  it('what follows up a patrol of a plan is still of that run, and raises no round either', () => {
    const plan = { planId: openFlow('patrol').orderId, occurrence: '2026-03-02T01:00:00.000Z' };
    const order = openFlow('patrol', { products: { period: 'daily' }, plan });
    order.workUntil('summary');
    order.completePartially({}, []);
    const followUp = raisesOf(order.definition).find(({ key }) => key === 'followUp');
    if (followUp === undefined) throw new Error('nothing follows');
    expect(planOfRaised(followUp, order.view())).toEqual(plan);
    const next = openFlow('patrol', { products: { period: 'daily' }, plan });
    next.workUntil(null);
    next.complete();
    expect(next.raised('nextRound')).toEqual([]);
  });

  it('no next round of a patrol that was made once', () => {
    const order = openFlow('patrol', { products: { period: 'once' } });
    order.workUntil('summary');
    order.workStage('summary', { 'summary.report': { nextFor: null } });
    order.pass('summary');
    order.complete();
    expect(order.raised('nextRound')).toEqual([]);
  });
});
