import { describe, expect, it } from 'vitest';
import type { Json } from '../../domain/documents/base.ts';
import { limitsOf } from './clock-limits.ts';
import { openFlow } from './flow.ts';

const defect = (over: Record<string, Json> = {}): Json => ({
  defect: '机架未接地',
  severity: 'major',
  owner: '李强',
  due: '2026-04-03',
  closed: false,
  ...over,
});
const closed = { closed: true, mended: '已接地', closedAt: '2026-04-02T02:00:00.000Z', checkedBy: '丁岩' };

const valuesOf = ({ view }: ReturnType<typeof openFlow>, key: string) =>
  view()
    .stages.flatMap(({ steps }) => steps)
    .find((step) => step.key === key)?.values;

describe('project-acceptance', () => {
  it('goes from the appointment to the signed hand-over, between office, field, panel and field', () => {
    const order = openFlow('project-acceptance');
    const turns: string[] = [];
    for (const { key, performer } of order.definition.stages) {
      expect(order.view().currentStage).toBe(key);
      turns.push(`${key}: ${performer}, ${order.view().turn}`);
      order.workStage(key);
      expect(order.pass(key).problems).toEqual([]);
    }
    expect(turns).toEqual([
      'appointment: manager, office',
      'staffing: projectManager, office',
      'siteReadiness: technician, field',
      'installation: technician, field',
      'commissioning: technician, field',
      'initialAcceptance: acceptanceGroup, office',
      'training: technician, field',
      'handOver: technician, field',
    ]);
    expect(order.complete().ok).toBe(true);
    expect(order.view().fold.state).toBe('completed');
    expect(order.view().findings).toEqual([]);
  });

  it('gives the staffing plan 3 working days from the appointment, and tells the manager when late', () => {
    const order = openFlow('project-acceptance');
    expect(order.definition.sla.find(({ key }) => key === 'staffing')).toMatchObject({
      clock: 'working',
      startsAt: 'stage:staffing',
      stopsAt: 'stage:staffing',
      escalations: [{ atPercent: 100, to: 'manager' }],
    });
    expect(limitsOf(order)).toEqual({ staffing: 3, project: null });
    order.workUntil('staffing');
    expect(limitsOf(order)).toEqual({ staffing: 3, project: 45 });
  });

  it('does not take a staffing plan that lacks a duty', () => {
    const order = openFlow('project-acceptance');
    order.workUntil('staffing');
    const team = [{ name: '赵永强', duty: 'siteLead', from: '2026-03-05', days: 45 }];
    order.workStage('staffing', { 'staffing.team': { team } });
    expect(order.pass('staffing').problems).toMatchObject([{ details: { gate: 'duties', missing: 3 } }]);
  });

  it.each([
    [{ earthOhm: 10, voltageV: 198 }, []],
    [{ earthOhm: 10.1 }, ['electrical']],
    [{ voltageV: 235.5 }, ['electrical']],
    [{ ready: { civil: true, doors: true }, notReady: '未供电' }, ['ready']],
  ])('judges the room: %j', (over, refused) => {
    const order = openFlow('project-acceptance');
    order.workUntil('siteReadiness');
    order.workStage('siteReadiness', { 'siteReadiness.room': over });
    expect(order.pass('siteReadiness').problems.map(({ details }) => details.gate)).toEqual(refused);
  });

  it('asks for a photo of what came damaged, and goes on only by an override', () => {
    const order = openFlow('project-acceptance');
    order.workUntil('siteReadiness');
    order.workStage('siteReadiness');
    const equipment = [{ name: 'ODF 架', model: 'ODF-288', quantity: 1, state: 'damaged' }];
    order.submit('siteReadiness.delivery', { equipment });
    expect(order.pass('siteReadiness').problems.map(({ code }) => code)).toEqual(['gate.photoMissing', 'gate.notMet']);
    order.photo('siteReadiness.delivery.damage');
    order.override('siteReadiness', 'delivered');
    expect(order.pass('siteReadiness').passes).toBe(true);
  });

  it('keeps the gate of the acceptance shut until every defect is closed; nobody overrides it', () => {
    const order = openFlow('project-acceptance');
    order.workUntil('initialAcceptance');
    const minor = defect({ severity: 'minor' });
    order.workStage('initialAcceptance', { 'initialAcceptance.defects': { defects: [defect(), minor] } });
    const refusal = { details: { gate: 'defectsClosed', open: 2, severe: 1 } };
    expect(order.pass('initialAcceptance').problems).toMatchObject([refusal]);
    order.override('initialAcceptance', 'defectsClosed');
    expect(order.pass('initialAcceptance').problems).toMatchObject([refusal]);
    order.submit('initialAcceptance.defects', { defects: [defect(closed), minor] });
    expect(order.pass('initialAcceptance').problems).toMatchObject([{ details: { open: 1, severe: 0 } }]);
    order.submit('initialAcceptance.defects', { defects: [defect(closed), defect({ severity: 'minor', ...closed })] });
    expect(order.pass('initialAcceptance').passes).toBe(true);
    expect(order.view().turn).toBe('field');
  });

  it('does not close a defect without saying how it was mended and who checked', () => {
    const order = openFlow('project-acceptance');
    order.workUntil('initialAcceptance');
    const said = order.submit('initialAcceptance.defects', { defects: [defect({ closed: true })] });
    expect(said).toMatchObject({ ok: false, problem: { code: 'step.invalid' } });
  });

  it('wants every item with a defect in the list, and a conclusion that accepts', () => {
    const order = openFlow('project-acceptance');
    order.workUntil('initialAcceptance');
    const item = (result: string): Json => ({ area: 'safety', item: '封堵', result });
    order.workStage('initialAcceptance', {
      'initialAcceptance.items': { items: [item('defect'), item('defect')] },
      'initialAcceptance.conclusion': { result: 'fail' },
    });
    const refused = order.pass('initialAcceptance').problems.map(({ details }) => details.gate);
    expect(refused).toEqual(['passed', 'listed']);
  });

  it('passes an acceptance without any defect', () => {
    const order = openFlow('project-acceptance');
    order.workUntil('initialAcceptance');
    order.workStage('initialAcceptance', {
      'initialAcceptance.items': { items: [{ area: 'safety', item: '封堵', result: 'pass' }] },
      'initialAcceptance.defects': { defects: null },
      'initialAcceptance.conclusion': { result: 'pass' },
    });
    expect(order.pass('initialAcceptance').problems).toEqual([]);
  });

  it('records who was trained and how well', () => {
    const order = openFlow('project-acceptance');
    order.workUntil('handOver');
    expect(valuesOf(order, 'training.attendance')).toMatchObject({
      invited: 5,
      attended: 4,
      attendancePercent: 80,
      averageScore: 84,
      passPercent: 100,
      effect: 'good',
    });
  });

  it('is handed over by a signature or a documented refusal, and a report', () => {
    const order = openFlow('project-acceptance');
    order.workUntil('handOver');
    order.submit('handOver.assets');
    expect(order.pass('handOver').problems.map(({ code }) => code)).toEqual([
      'gate.signatureMissing',
      'gate.reportMissing',
    ]);
    expect(order.complete().ok).toBe(false);
  });
});
