import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../domain/documents/base.ts';
import type { SubmissionDocument } from '../../domain/documents/submission.ts';
import { idOf, tellStory } from '../../test/builders/order-story.ts';
import { mergeStep } from './merge.ts';

const step = 'optical.readings';

/** A submission as a device makes it: on top of what it has, with the base of each field that it had. */
function submitter(name: string): {
  mine: Set<SubmissionDocument>;
  submit: (values: Record<string, Json>) => SubmissionDocument;
  meet: (other: { mine: Set<SubmissionDocument> }) => void;
} {
  const author = story.device(name, idOf('a'));
  const mine = new Set<SubmissionDocument>();
  return {
    mine,
    submit: (values) => {
      const before = mergeStep(step, [...mine], {});
      const all = { ...before.values, ...values };
      const fields = Object.fromEntries(
        Object.entries(all).map(([field, value]) => [
          field,
          before.values[field] == null ? { value } : { value, base: before.values[field] ?? null },
        ]),
      );
      const made = author.submits(step, fields, { supersedes: [...before.heads] });
      mine.add(made);
      return made;
    },
    meet: (other) => {
      for (const one of other.mine) mine.add(one);
    },
  };
}
let story = tellStory();

function two(): {
  a: ReturnType<typeof submitter>;
  b: ReturnType<typeof submitter>;
  merged: (choices?: Parameters<typeof mergeStep>[2]) => ReturnType<typeof mergeStep>;
} {
  story = tellStory();
  const [a, b] = [submitter('a1'), submitter('a2')];
  return { a, b, merged: (choices = {}) => mergeStep(step, [...new Set([...a.mine, ...b.mine])], choices) };
}

describe('mergeStep', () => {
  it('R-19: different fields from two offline devices both survive without a question', () => {
    const { a, b, merged } = two();
    a.submit({ power: -20, note: 'x', window: 1 });
    b.meet(a);
    a.submit({ power: -21 });
    b.submit({ window: 2 });
    expect(merged()).toMatchObject({ values: { power: -21, note: 'x', window: 2 }, conflicts: [] });
    expect(merged().heads).toHaveLength(2);
  });

  it('R-17: the same field differs: both values with author, device and time until somebody chooses', () => {
    const { a, b, merged } = two();
    a.submit({ power: -20 });
    b.meet(a);
    const [x, y] = [a.submit({ power: -21 }), b.submit({ power: -22 })];
    const [conflict] = merged().conflicts;
    expect(conflict?.candidates.map(({ submission, value, deviceId }) => [submission, value, deviceId])).toEqual([
      [x._id, -21, idOf('devicea1')],
      [y._id, -22, idOf('devicea2')],
    ]);
    const chosen = merged({ [`${step}/power`]: { chosen: x._id, rejected: [y._id], by: 'd', at: '' } });
    expect(chosen).toMatchObject({ values: { power: -21 }, conflicts: [] });
  });

  it('somebody who never had a field does not bring back what the others have moved on from', () => {
    const { a, b } = two();
    const c = submitter('a3');
    a.submit({ power: -20 });
    b.meet(a);
    a.submit({ power: -21 });
    b.submit({ note: 'x' });
    c.submit({ window: 1 });
    const all = [...new Set([...a.mine, ...b.mine, ...c.mine])];
    expect(mergeStep(step, all, {})).toMatchObject({ values: { power: -21, note: 'x', window: 1 }, conflicts: [] });
  });

  it('the same value typed twice is no conflict', () => {
    const { a, b, merged } = two();
    a.submit({ power: -20 });
    b.submit({ power: -20 });
    expect(merged()).toMatchObject({ values: { power: -20 }, conflicts: [] });
  });

  it('somebody who wrote on top of an old value without touching it does not bring it back', () => {
    const { a, b, merged } = two();
    a.submit({ power: -20, note: '' });
    b.meet(a);
    a.submit({ power: -21 });
    a.submit({ power: -21.5 });
    b.submit({ note: 'cleaned' });
    expect(merged()).toMatchObject({ values: { power: -21.5, note: 'cleaned' }, conflicts: [] });
  });

  it('a submission on top of both ends the conflict', () => {
    const { a, b, merged } = two();
    a.submit({ power: -20 });
    b.submit({ power: -21 });
    a.meet(b);
    a.submit({ power: -22 });
    expect(merged()).toMatchObject({ values: { power: -22 }, conflicts: [] });
    expect(merged().heads).toHaveLength(1);
  });

  it('a value that arrives after the choice asks again; one that the rejected side carries on does not', () => {
    const { a, b, merged } = two();
    a.submit({ note: 'a' });
    b.meet(a);
    const [x, y] = [a.submit({ power: -20 }), b.submit({ power: -21 })];
    const choices = { [`${step}/power`]: { chosen: x._id, rejected: [y._id], by: 'd', at: '' } };
    b.submit({ note: 'b' });
    expect(merged(choices)).toMatchObject({ values: { power: -20, note: 'b' }, conflicts: [] });
    b.submit({ power: -25 });
    expect(merged(choices).conflicts.map(({ field }) => field)).toEqual(['power']);
  });

  it('R-16: any order of delivery and any order of meeting gives the same values, and no differing value disappears', () => {
    const script = fc.array(
      fc.record({
        who: fc.nat(2),
        field: fc.constantFrom('p', 'q', 'r'),
        value: fc.nat(4),
        meets: fc.option(fc.nat(2)),
      }),
      { minLength: 2, maxLength: 12 },
    );
    fc.assert(
      fc.property(script, fc.infiniteStream(fc.nat()), (lines, noise) => {
        story = tellStory();
        const devices = [submitter('a1'), submitter('a2'), submitter('a3')];
        for (const { who, field, value, meets } of lines) {
          if (meets !== null) devices[who]!.meet(devices[meets]!);
          devices[who]!.submit({ [field]: value });
        }
        const all = [...new Set(devices.flatMap(({ mine }) => [...mine]))];
        const shuffled = all
          .map((one) => ({ one, key: noise.next().value as number }))
          .sort((x, y) => x.key - y.key)
          .map(({ one }) => one);
        const merged = mergeStep(step, all, {});
        expect(JSON.stringify(mergeStep(step, shuffled, {}))).toBe(JSON.stringify(merged));
        // What a head itself wrote last is in force or stands in a conflict.
        for (const head of all.filter(({ _id }) => merged.heads.includes(_id)))
          for (const [field, { value, base }] of Object.entries(head.fields))
            if (value !== (base ?? null)) {
              const conflict = merged.conflicts.find((one) => one.field === field);
              expect(conflict?.candidates.map((one) => one.value) ?? [merged.values[field]]).toContain(value);
            }
      }),
      { numRuns: 1000 },
    );
  });
});
