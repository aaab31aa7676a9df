import { describe, expect, it } from 'vitest';
import { evaluate } from '../../forms/engine/expression.ts';
import { scopeOfView } from '../../forms/engine/scope.ts';
import type { StageJudgement } from '../../forms/engine/types.ts';
import { settings } from '../builders/install-story.ts';
import { type Flow, type FlowOptions, openFlow } from './flow.ts';

const open = (options: FlowOptions = {}): Flow => openFlow('service-opening', options);
const gates = ({ problems }: StageJudgement): readonly unknown[] => problems.map(({ details }) => details.gate);
type Over = NonNullable<Parameters<Flow['workStage']>[1]>;

/** What a person who opens a mobile number answers otherwise than the enterprise of the samples. */
const person: Over = {
  'application.request': { customerKind: 'person', channel: 'counter', packageName: '畅享 129' },
  'identityCheck.subject': { documentKind: 'idCard', numberTail: '001X', method: 'cardReader', samePerson: true },
  'identityCheck.agent': { present: false, agentTail: null, authority: null, agentSame: null },
};
const mobile = (): Flow => open({ products: { service: 'mobile', number: '13905510000', seats: null, columns: null } });

/** Works and passes every stage before this one. */
function until(order: Flow, end: string | null, over: Over = {}): void {
  for (const { key } of order.definition.stages) {
    if (key === end) return;
    order.workStage(key, over);
    expect([key, order.pass(key).problems]).toEqual([key, []]);
  }
}

describe('service-opening by its samples', () => {
  it.each([
    ['fixedLine', {}, ['calls']],
    ['mobile', person, ['calls']],
    ['infoPublishing', {}, ['publishing']],
    ['enterpriseMessaging', {}, ['messaging']],
  ] as const)('%s is opened by office people alone', (service, over, tests) => {
    const order = open({ products: { service, number: service === 'mobile' ? '13905510000' : '055162880000' } });
    expect(order.view()).toMatchObject({ turn: 'office', fold: { assignment: null } });
    until(order, null, over);
    expect(order.complete().ok).toBe(true);
    const { fold, stages, findings } = order.view();
    expect(fold).toMatchObject({ state: 'completed', reviewState: null, assignment: null });
    expect(findings).toEqual([]);
    const tested = stages.find(({ key }) => key === 'test')?.steps.filter(({ relevant }) => relevant);
    expect(tested?.map(({ key }) => key)).toEqual(tests.map((step) => `test.${step}`));
  });

  it('passes from role to role: whoever accepts does not check the identity', () => {
    const { definition } = open();
    expect(definition.stages.map(({ performer }) => definition.performers[performer])).toEqual([
      'dispatcher',
      'reviewer',
      'dispatcher',
      'dispatcher',
      'reviewer',
    ]);
  });
});

describe('the application', () => {
  it('opens enterprise services for enterprises only', () => {
    const asPerson = open().submit('application.request', { customerKind: 'person' });
    expect(asPerson).toMatchObject({ ok: false, problem: { details: { problems: [{ field: 'customerKind' }] } } });
  });
  it('wants review before publishing, and an editor who does not review himself', () => {
    const order = open({ products: { service: 'infoPublishing' } });
    const columns = [{ name: '通知', editor: '办公室', reviewer: '办公室', audience: 'internal' }];
    expect(order.submit('application.infoPublishing', { columns })).toMatchObject({
      ok: false,
      problem: { details: { problems: [{ field: 'columns/0/reviewer', keyword: 'constraint' }] } },
    });
    order.workStage('application', { 'application.infoPublishing': { reviewAgreed: false } });
    expect(gates(order.pass('application'))).toEqual(['reviewAgreed']);
  });
  it('takes a ported number only with a verified porting code, and records no code', () => {
    const order = mobile();
    order.workStage('application', {
      ...person,
      'application.mobile': { card: 'ported', iccidTail: null, portingGranted: false },
    });
    expect(gates(order.pass('application'))).toEqual(['porting']);
  });
});

describe('the identity check', () => {
  it('has no room for more than the last four characters, and no slot for a picture', () => {
    const stage = open().definition.stages.find(({ key }) => key === 'identityCheck');
    expect(stage?.steps.flatMap(({ photos }) => photos)).toEqual([]);
    const free = stage?.steps.flatMap(({ fields }) =>
      fields.filter(({ kind }) => kind === 'text' || kind === 'paragraph'),
    );
    expect(free?.map(({ key, schema }) => [key, schema?.maxLength])).toEqual([
      ['numberTail', 4],
      ['agentTail', 4],
    ]);
    const order = open();
    until(order, 'identityCheck');
    const whole = order.submit('identityCheck.subject', { numberTail: '34010419900101001X' });
    expect(whole).toMatchObject({ ok: false, problem: { code: 'step.invalid' } });
  });

  it('refuses while anything was kept', () => {
    const order = open();
    until(order, 'identityCheck');
    order.workStage('identityCheck', { 'identityCheck.result': { nothingKept: false } });
    expect(gates(order.pass('identityCheck'))).toEqual(['nothingKept']);
  });

  it('refused, nothing is set up; nobody overrides it, and the order ends cancelled', () => {
    const order = mobile();
    until(order, 'identityCheck', person);
    order.workStage('identityCheck', {
      ...person,
      'identityCheck.subject': { ...person['identityCheck.subject'], samePerson: false },
      'identityCheck.result': { result: 'refused', refuseReason: 'notSamePerson' },
    });
    expect(gates(order.pass('identityCheck'))).toEqual(['passed']);
    order.override('identityCheck', 'passed');
    expect(order.pass('identityCheck').passes).toBe(false);
    expect(order.submit('setUp.mobile')).toMatchObject({ ok: false, problem: { code: 'step.notYet' } });
    order.cancel({ reasonCode: 'identityRefused' });
    expect(order.view().fold.state).toBe('cancelled');
  });

  it.each([
    [4, []],
    [5, ['lines']],
  ])('a person who holds %d numbers: refused by %j', (held, refused) => {
    const order = mobile();
    until(order, 'identityCheck', person);
    order.workStage('identityCheck', { ...person, 'identityCheck.mobileLines': { held } });
    expect(gates(order.judge('identityCheck'))).toEqual(refused);
  });

  it('does not take an identity card for an enterprise', () => {
    const order = open();
    until(order, 'identityCheck');
    const card = order.submit('identityCheck.subject', { documentKind: 'idCard' });
    expect(card).toMatchObject({ ok: false, problem: { details: { problems: [{ field: 'documentKind' }] } } });
  });
});

describe('set-up and test', () => {
  it('says how many accounts are missing; dispatch may let it pass', () => {
    const order = open();
    until(order, 'setUp');
    order.workStage('setUp', {
      'setUp.enterpriseMessaging': { seatsOpened: 48, importErrors: [{ line: 7, error: '手机号重复' }] },
    });
    expect(order.pass('setUp').problems[0]?.details).toMatchObject({ gate: 'seats', opened: 48, asked: 50 });
    order.override('setUp', 'seats');
    expect(order.pass('setUp').passes).toBe(true);
  });
  it('opens no other number than the one that was picked', () => {
    const order = open({ products: { service: 'fixedLine' } });
    until(order, 'setUp');
    const other = order.submit('setUp.fixedLine', { number: '055162880001' });
    expect(other).toMatchObject({ ok: false, problem: { details: { problems: [{ field: 'number' }] } } });
  });
  it('names the way that was asked and not tested', () => {
    const order = open();
    until(order, 'test');
    order.workStage('test', { 'test.messaging': { runs: [{ way: 'app', sent: 50, delivered: 50 }] } });
    expect(order.judge('test').problems[0]?.details).toMatchObject({ gate: 'ways', ways: ['sms'] });
  });
  it.each([
    [45, []],
    [44, ['delivered']],
  ])('%d of 50 text messages beside 50 of 50 in the app: refused by %j', (delivered, refused) => {
    const order = open();
    until(order, 'test');
    const runs = [
      { way: 'app', sent: 50, delivered: 50 },
      { way: 'sms', sent: 50, delivered },
    ];
    order.workStage('test', { 'test.messaging': { runs } });
    expect(gates(order.judge('test'))).toEqual(refused);
  });
});

describe('the limit by service and grade', () => {
  it.each([
    ['fixedLine', 'standard', 48, null],
    ['mobile', 'diamond', 48, null],
    ['infoPublishing', 'silver', null, 2],
    ['enterpriseMessaging', 'standard', null, 2],
    ['enterpriseMessaging', 'gold', null, 1],
    ['enterpriseMessaging', 'diamond', null, 1],
  ] as const)('%s for %s: %s hours, %s working days', (service, grade, hours, days) => {
    const order = open({ products: { service }, grade });
    const scope = scopeOfView(order.view(), order.definition, settings);
    const limits = order.definition.sla.map(({ relevant = 'true', limitHours, limitDays, clock }) => {
      const runs = evaluate(relevant, scope);
      if (!runs.known || runs.value !== true) return [clock, null];
      const limit = evaluate(limitHours ?? limitDays ?? '', scope);
      return [clock, limit.known ? limit.value : undefined];
    });
    expect(limits).toEqual([
      ['calendar', hours],
      ['working', days],
    ]);
  });
});
