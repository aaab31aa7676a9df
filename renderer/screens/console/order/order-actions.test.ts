import { describe, expect, it } from 'vitest';
import type { OrderPhase } from '../../../../domain/work-order/types.ts';
import type { GateView, OrderTypeDefinition, OrderView } from '../../../../forms/engine/types.ts';
import { openGates } from './open-gates.ts';
import { orderActions } from './order-actions.ts';

const gate = (more: Partial<GateView> = {}): GateView => ({
  key: 'power',
  state: 'refused',
  code: 'gate.onuPowerOutOfWindow',
  details: { value: -28 },
  overridable: true,
  asked: false,
  ...more,
});

function view(
  phase: OrderPhase,
  more: {
    readonly assigned?: boolean;
    readonly gates?: readonly GateView[];
    readonly asked?: readonly object[];
    readonly stage?: string;
  } = {},
): OrderView {
  return {
    missing: phase === 'intake' ? ['loid'] : [],
    fold: {
      phase,
      state: phase === 'started' ? 'inProgress' : 'acknowledged',
      reviewState: null,
      assignment: more.assigned ? { assignmentId: 'a', technicianId: 't', state: 'accepted', assignedAt: '' } : null,
      overridesAsked: more.asked ?? [],
      overridesRefused: [],
      notes: [],
    },
    stages: [{ key: 'opticalTurnup', state: more.stage ?? 'current', gates: more.gates ?? [] }],
  } as unknown as OrderView;
}

describe('assigning', () => {
  const stages = [
    { key: 'opticalTurnup', performer: 'technician' },
    { key: 'callBack', performer: 'desk' },
  ];
  const performers = { technician: 'technician', desk: 'reviewer' };
  const typed = (own: typeof stages) => ({ definition: { stages: own, performers } as unknown as OrderTypeDefinition });
  const atOffice = (stage: string) => ({ ...view('started', { assigned: true, stage }), turn: 'office' }) as OrderView;

  it('is offered while field work is left, and says why not when there is none', () => {
    const ahead = orderActions(atOffice('notYet'), 'dispatcher', typed(stages));
    expect([ahead.others.includes('reassign'), ahead.notAssignable]).toEqual([true, null]);
    for (const state of ['passed', 'skipped']) {
      const done = orderActions(atOffice(state), 'dispatcher', typed(stages));
      expect(done.others).not.toContain('reassign');
      expect(done.notAssignable?.code).toBe('order.fieldWorkDone');
    }
    const never = orderActions(atOffice('passed'), 'dispatcher', typed(stages.slice(1)));
    expect([never.others.includes('reassign'), never.notAssignable?.code]).toEqual([false, 'order.noFieldWork']);
  });

  it('is not what an order waits for while it is the office’s turn', () => {
    const waiting = { ...view('unassigned'), turn: 'office' } as OrderView;
    const { primary, others } = orderActions(waiting, 'dispatcher');
    expect([primary, others.includes('assign')]).toEqual([null, true]);
  });
});

describe('what a dispatcher is offered', () => {
  it.each([
    ['intake', 'completeIntake'],
    ['unassigned', 'assign'],
    ['declined', 'assign'],
    ['returned', 'assign'],
    ['cancelAsked', 'decideCancel'],
  ] as const)('an order in %s waits for %s', (phase, primary) => {
    expect(orderActions(view(phase), 'dispatcher').primary).toBe(primary);
  });

  it('an order of an unknown type cannot be completed: it waits to be rejected', () => {
    const typeless = { ...view('intake'), missing: ['orderType', 'customer.phone'] };
    const { primary, others } = orderActions(typeless, 'dispatcher');
    expect(primary).toBe('reject');
    expect(others).not.toContain('completeIntake');
  });

  it('an order somebody has is reassigned, not assigned, and nothing presses', () => {
    const { primary, others } = orderActions(view('started', { assigned: true }), 'dispatcher');
    expect(primary).toBeNull();
    expect(others).toEqual(
      expect.arrayContaining(['reassign', 'unassign', 'hold', 'reschedule', 'amend', 'cancel', 'note']),
    );
    expect(others).not.toContain('assign');
  });

  it('a gate that a technician asked for comes first; one that only refuses is offered', () => {
    const asked = view('started', {
      assigned: true,
      gates: [gate({ asked: true })],
      asked: [
        {
          createdBy: 't',
          time: { at: 'x' },
          payload: { stage: 'opticalTurnup', gate: 'power', note: '', details: {} },
        },
      ],
    });
    expect(orderActions(asked, 'dispatcher').primary).toBe('override');
    const refusing = orderActions(view('started', { assigned: true, gates: [gate()] }), 'dispatcher');
    expect([refusing.primary, refusing.others.includes('override')]).toEqual([null, true]);
  });

  it('a finished order takes a note and no move', () => {
    expect(orderActions(view('completed', { assigned: true, gates: [gate()] }), 'dispatcher')).toEqual({
      primary: null,
      others: ['note'],
      notAssignable: null,
    });
  });

  it('a reviewer may note, an administrator only look', () => {
    expect(orderActions(view('unassigned'), 'reviewer')).toEqual({
      primary: null,
      others: ['note'],
      notAssignable: null,
    });
    expect(orderActions(view('unassigned'), 'administrator')).toEqual({
      primary: null,
      others: [],
      notAssignable: null,
    });
  });

  it('a newer version of the form is offered to dispatch and administration, not once the order has ended', () => {
    const first = { ...view('started', { assigned: true }), orderTypeVersion: 1 };
    expect(orderActions(first, 'dispatcher', { newestVersion: 1 }).others).not.toContain('upgrade');
    expect(orderActions(first, 'dispatcher', { newestVersion: 2 }).others).toContain('upgrade');
    expect(orderActions(first, 'administrator', { newestVersion: 2 }).others).toEqual(['upgrade']);
    expect(orderActions(first, 'reviewer', { newestVersion: 2 }).others).toEqual(['note']);
    const ended = { ...view('completed', { assigned: true }), orderTypeVersion: 1 };
    expect(orderActions(ended, 'dispatcher', { newestVersion: 2 }).others).not.toContain('upgrade');
  });
});

describe('gates that dispatch may open', () => {
  it('leaves out what may not be overridden, what passed, and what was overridden', () => {
    expect(
      openGates(
        view('started', {
          gates: [
            gate({ overridable: false }),
            gate({ state: 'passed' }),
            gate({ state: 'overridden', asked: true }),
            gate({ state: 'holds' }),
          ],
        }),
      ),
    ).toEqual([]);
  });

  it('leaves out the gates of a stage that nobody has come to yet', () => {
    expect(openGates(view('started', { stage: 'notYet', gates: [gate()] }))).toEqual([]);
    expect(openGates(view('started', { gates: [gate()] }))).toHaveLength(1);
  });
});
