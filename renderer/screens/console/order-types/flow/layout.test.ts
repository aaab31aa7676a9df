import { describe, expect, it } from 'vitest';
import type { OrderTypeDefinition, StageDefinition } from '../../../../../forms/engine/types.ts';
import { installDefinition } from '../../../../../test/builders/install-definition.ts';
import { type FlowNames, layOutFlow } from './layout.ts';
import { linesOf, widthOf } from './text-lines.ts';

const names: FlowNames = {
  stage: (key) => key,
  step: (key) => key,
  gate: (_, gate) => gate,
  raise: ({ orderType }) => orderType,
  clock: ({ key }) => key,
};
const stage = (key: string, performer: string, gates: readonly string[] = []): StageDefinition => ({
  key,
  performer,
  steps: [{ key: 'only', kind: 'form', fields: [], photos: [] }],
  gates: gates.map((gate) => ({ key: gate, holds: 'true', code: 'gate.notMet', overridable: false })),
});
const flow: OrderTypeDefinition = {
  ...installDefinition,
  performers: { technician: 'technician', desk: 'dispatcher' },
  stages: [stage('a', 'technician', ['one', 'two']), stage('b', 'desk'), stage('c', 'technician')],
  raises: [
    { key: 'x', orderType: 'other', relation: 'child', on: 'stage:a' },
    { key: 'y', orderType: 'other', relation: 'follow', on: 'stage:a' },
    { key: 'z', orderType: 'other', relation: 'follow', on: 'asked' },
  ],
  sla: [
    {
      key: 'all',
      clock: 'calendar',
      limitHours: '4',
      warnAtPercent: 50,
      startsAt: 'acceptedAt',
      stopsAt: 'completed',
      source: 's',
    },
    {
      key: 'desk',
      clock: 'working',
      limitDays: '1',
      warnAtPercent: 50,
      startsAt: 'stage:b',
      stopsAt: 'stage:b',
      escalations: [{ key: 'half', atPercent: 50, to: 'desk' }],
      source: 's',
    },
  ],
};
const drawn = layOutFlow(flow, names);
const box = (key: string) => drawn.stages.find((one) => one.key === key) ?? { x: 0, y: 0, width: 0, height: 0 };

describe('a flow on paper', () => {
  it('puts stages in order across, each in the lane of its performer', () => {
    expect(drawn.lanes.map(({ key }) => key)).toEqual(['technician', 'desk']);
    expect(box('b').x).toBeGreaterThan(box('a').x + box('a').width);
    expect(box('c').x).toBeGreaterThan(box('b').x + box('b').width);
    expect(box('a').y).toBe(box('c').y);
    const [field, desk] = drawn.lanes;
    for (const key of ['a', 'c']) {
      expect(box(key).y).toBeGreaterThan(field?.y ?? 0);
      expect(box(key).y + box(key).height).toBeLessThan((field?.y ?? 0) + (field?.height ?? 0));
    }
    expect(box('b').y).toBeGreaterThan(desk?.y ?? 0);
  });

  it('puts gates between their stage and the next, one below the other', () => {
    const [one, two] = drawn.gates;
    for (const gate of drawn.gates) {
      expect(gate.x).toBeGreaterThan(box('a').x + box('a').width);
      expect(gate.x).toBeLessThan(box('b').x);
    }
    expect(two?.y).toBeGreaterThan(one?.y ?? 0);
  });

  it('joins start, stages and end', () => {
    expect(drawn.links).toHaveLength(4);
    expect(drawn.links.map(({ points }) => points.at(-1)?.x)).toEqual([
      box('a').x,
      box('b').x,
      box('c').x,
      drawn.end.x - 8,
    ]);
  });

  it('keeps raised types apart and above the lanes', () => {
    const [x, y, z] = drawn.raises;
    expect(x?.y).not.toBe(y?.y);
    expect(z?.asked).toBe(true);
    for (const raise of drawn.raises) expect(raise.y + 46).toBeLessThan(drawn.lanes[0]?.y ?? 0);
  });

  it('spans clocks from where they start to where they stop, below the lanes', () => {
    const [all, desk] = drawn.clocks;
    expect(all).toMatchObject({ from: drawn.start.x, to: drawn.end.x });
    expect(desk).toMatchObject({ from: box('b').x, to: box('b').x + box('b').width });
    expect(desk?.ticks).toEqual([{ key: 'half', x: box('b').x + box('b').width / 2 }]);
    const bottom = Math.max(...drawn.lanes.map(({ y, height }) => y + height));
    expect(all?.y).toBeGreaterThan(bottom);
    expect(desk?.y).toBeLessThan(drawn.height);
  });
});

describe('texts in boxes', () => {
  it('are broken within their width, and end in … where there is no room', () => {
    const lines = linesOf('Metres of drop cable from the splitter to the home', 10, 2);
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(10);
    expect(lines[1]).toMatch(/…$/);
    expect(linesOf('入户皮线光缆布放与固定', 6, 3)).toEqual(['入户皮线光缆', '布放与固定']);
    expect(linesOf('', 6, 3)).toEqual([]);
  });
});
