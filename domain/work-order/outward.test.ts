import { describe, expect, it } from 'vitest';
import { foldOf } from '../../test/builders/order-life.ts';
import { type Author, assignmentOf, idOf, type Story, tellStory } from '../../test/builders/order-story.ts';
import { canMove } from './transitions.ts';
import type { OrderFold } from './types.ts';

const first = assignmentOf('1');
const because = { reasonCode: 'other', note: '' };

/** Accepted by A, whose two devices and the office know the same. */
function accepted(): { story: Story; office: Author; a1: Author; a2: Author; published: () => OrderFold } {
  const story = tellStory();
  const { office } = story;
  const [a1, a2] = [story.device('a1', idOf('a')), story.device('a2', idOf('a'))];
  office.does('assigned', { ...first, technicianId: idOf('a') });
  a1.meets(office);
  a1.does('accepted', first);
  office.meets(a1);
  a2.meets(office);
  return { story, office, a1, a2, published: () => foldOf(story, office.known) };
}

describe('the outward state never goes back to acknowledged', () => {
  it('when a hold of dispatch is overtaken by a return that did not know it', () => {
    const { office, a1, published } = accepted();
    a1.does('returned', { ...first, ...because });
    office.does('held', because);
    expect(published().state).toBe('held');
    office.meets(a1);
    expect(published()).toMatchObject({ phase: 'returned', state: 'held', everHeld: false });
    // So it cannot be rejected either: outward no arrow leads from held to rejected.
    office.does('assigned', { ...assignmentOf('2'), technicianId: idOf('b') });
    office.does('unassigned', assignmentOf('2'));
    expect(canMove(published(), 'rejected', 'dispatcher').ok).toBe(false);
    office.does('rejected', because);
    expect(published()).toMatchObject({ phase: 'unassigned', state: 'held' });
  });

  it('when a start that arrived first is overtaken by a return from his other device', () => {
    const { office, a1, a2, published } = accepted();
    a1.does('started', first);
    a2.does('returned', { ...first, ...because });
    office.meets(a1);
    expect(published().state).toBe('inProgress');
    office.meets(a2);
    expect(published()).toMatchObject({ phase: 'returned', state: 'held' });
  });

  it('but a start that the office had overtaken before it heard of it was never published', () => {
    const { office, a1, published } = accepted();
    a1.does('started', first);
    office.does('unassigned', first);
    office.meets(a1);
    expect(published()).toMatchObject({ phase: 'unassigned', state: 'acknowledged' });
    expect(canMove(published(), 'rejected', 'dispatcher').ok).toBe(true);
  });
});

it('a start by the office is in progress, and stays so while a technician is asked, declines, accepts and begins', () => {
  const story = tellStory();
  const { office } = story;
  const a = story.device('a');
  const states: string[] = [];
  const next = (author: Author, ...[kind, payload, role]: Parameters<Author['does']>): void => {
    author.meets(office, a);
    author.does(kind, payload, role);
    states.push(`${kind}: ${foldOf(story, story.all()).state}`);
  };
  next(office, 'started', {}, 'reviewer');
  next(office, 'assigned', { ...first, technicianId: idOf('a') });
  next(a, 'declined', { ...first, ...because });
  next(office, 'assigned', { ...assignmentOf('2'), technicianId: idOf('a') });
  next(a, 'accepted', assignmentOf('2'));
  next(a, 'started', assignmentOf('2'));
  next(a, 'returned', { ...assignmentOf('2'), ...because });
  next(office, 'started', {}, 'reviewer');
  expect(states).toEqual([
    'started: inProgress',
    'assigned: inProgress',
    'declined: inProgress',
    'assigned: inProgress',
    'accepted: inProgress',
    'started: inProgress',
    'returned: held',
    'started: inProgress',
  ]);
});
