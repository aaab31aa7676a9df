import type {
  OrderTypeDefinition,
  RaiseDefinition,
  SlaDefinition,
  StageDefinition,
} from '../../../../../forms/engine/types.ts';
import { linesOf } from './text-lines.ts';

/** Where everything of a flow is drawn, in pixels from the top left. Pure: the same for the same definition and words. */
export type FlowLayout = {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly Lane[];
  readonly stages: readonly StageBox[];
  readonly links: readonly Link[];
  readonly gates: readonly GateMark[];
  readonly raises: readonly RaiseMark[];
  readonly clocks: readonly ClockSpan[];
  readonly start: Point;
  readonly end: Point;
};
export type Point = { readonly x: number; readonly y: number };
export type Lane = { readonly key: string; readonly y: number; readonly height: number };
export type StageBox = {
  readonly key: string;
  readonly number: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: readonly string[];
  readonly steps: readonly { readonly key: string; readonly lines: readonly string[]; readonly y: number }[];
};
/** A line through these points; the last has the arrow. */
export type Link = { readonly points: readonly Point[] };
/** A diamond in the gap behind its stage, with its name under it. */
export type GateMark = Point & {
  readonly stage: string;
  readonly key: string;
  readonly lines: readonly string[];
  readonly overridable: boolean;
};
export type RaiseMark = {
  readonly key: string;
  readonly relation: RaiseDefinition['relation'];
  readonly asked: boolean;
  readonly from: Point;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly lines: readonly string[];
};
export type ClockSpan = {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly y: number;
  readonly lines: readonly string[];
  readonly ticks: readonly { readonly key: string; readonly x: number }[];
};

export type FlowNames = {
  readonly stage: (key: string) => string;
  readonly step: (key: string) => string;
  readonly gate: (stage: string, gate: string) => string;
  readonly raise: (raise: RaiseDefinition) => string;
  readonly clock: (clock: SlaDefinition) => string;
};

const laneLabel = 34;
const boxWidth = 196;
const plainGap = 46;
const gateGap = 148;
const line = 18;
const titleLine = 20;
const padding = 12;
const gateStep = 74;
const raiseWidth = 208;
const raiseHeight = 46;
const clockRow = 46;
/** y of the line that joins the stages, below a box's top */
const spine = 24;

export function layOutFlow(definition: OrderTypeDefinition, names: FlowNames): FlowLayout {
  const { stages, raises = [], sla } = definition;
  const boxes = stages.map((stage, index) => boxOf(stage, index, names));
  const gates = stages.map((stage) =>
    stage.gates.map((gate) => ({ gate, lines: linesOf(names.gate(stage.key, gate.key), 10, 3) })),
  );

  // Across: start, then every stage with the gap that its gates need.
  const startX = laneLabel + 26;
  let x = startX + 34;
  const across = boxes.map((_, index) => {
    const at = x;
    x += boxWidth + ((gates[index]?.length ?? 0) > 0 ? gateGap : plainGap);
    return at;
  });
  const endX = x + 10;
  const right = (index: number): number => (across[index] ?? 0) + boxWidth;

  // Down: raised types on top, a lane for each performer, the clocks below.
  const anchors = raises.map((raise) => anchorOf(raise, stages, across, startX, endX));
  const levels = spread(anchors.map((anchor) => Math.max(laneLabel, anchor - raiseWidth / 2)));
  const levelCount = Math.max(-1, ...levels) + 1;
  let y = levelCount === 0 ? 8 : 8 + levelCount * (raiseHeight + 14) + 16;
  const performers = [...new Set(stages.map(({ performer }) => performer))];
  const lanes = performers.map((key): Lane => {
    const inside = stages.flatMap((stage, index) => (stage.performer === key ? [index] : []));
    const needs = inside.map((index) => Math.max(boxes[index]?.height ?? 0, (gates[index]?.length ?? 0) * gateStep));
    const lane = { key, y, height: Math.max(...needs) + 28 };
    y += lane.height;
    return lane;
  });
  const laneOf = (index: number): number => lanes.find(({ key }) => key === stages[index]?.performer)?.y ?? 0;
  const top = (index: number): number => laneOf(index) + 14;
  const level = (index: number): number => top(index) + spine;

  const placed = boxes.map(
    (box, index): StageBox => ({
      ...box,
      x: across[index] ?? 0,
      y: top(index),
      steps: box.steps.map((step) => ({ ...step, y: step.y + top(index) })),
    }),
  );
  const marks = stages.flatMap((stage, index) =>
    (gates[index] ?? []).map(
      ({ gate, lines }, n): GateMark => ({
        stage: stage.key,
        key: gate.key,
        lines,
        overridable: gate.overridable,
        x: right(index) + gateGap / 2,
        y: level(index) + n * gateStep,
      }),
    ),
  );
  const links = stages.map((_, index): Link => {
    const to =
      index + 1 < stages.length ? { x: across[index + 1] ?? 0, y: level(index + 1) } : { x: endX, y: level(index) };
    const turn = to.x - plainGap / 2;
    const from = { x: right(index), y: level(index) };
    return { points: from.y === to.y ? [from, to] : [from, { x: turn, y: from.y }, { x: turn, y: to.y }, to] };
  });
  const start = { x: startX, y: level(0) };
  const end = { x: endX + 8, y: level(stages.length - 1) };
  const clocksTop = y + 12;
  const reached = (at: string, passed: boolean): number => {
    const index = stages.findIndex(({ key }) => at === `stage:${key}`);
    if (index >= 0) return passed ? right(index) : (across[index] ?? 0);
    return passed ? endX + 8 : startX;
  };
  const clocks = sla.map((clock, index): ClockSpan => {
    const [from, to] = [reached(clock.startsAt, false), reached(clock.stopsAt, true)];
    return {
      key: clock.key,
      from,
      to: Math.max(to, from + 40),
      y: clocksTop + index * clockRow + 26,
      lines: linesOf(names.clock(clock), 60, 1),
      ticks: (clock.escalations ?? []).map(({ key, atPercent }) => ({
        key,
        x: from + ((Math.max(to, from + 40) - from) * Math.min(atPercent, 100)) / 100,
      })),
    };
  });
  return {
    width: Math.max(endX + 60, ...anchors.map((anchor) => anchor + raiseWidth / 2 + 12)),
    height: clocksTop + Math.max(sla.length * clockRow, 4) + 8,
    lanes,
    stages: placed,
    links: [
      {
        points: [
          { x: startX + 8, y: start.y },
          { x: across[0] ?? 0, y: start.y },
        ],
      },
      ...links,
    ],
    gates: marks,
    raises: raises.map((raise, index): RaiseMark => {
      const anchor = anchors[index] ?? 0;
      const ownStage = stages.findIndex(({ key }) => raise.on === `stage:${key}`);
      return {
        key: raise.key,
        relation: raise.relation,
        asked: raise.on === 'asked',
        from: { x: anchor, y: ownStage >= 0 ? top(ownStage) : (raise.on === 'asked' ? start.y : end.y) - 9 },
        x: Math.max(laneLabel, anchor - raiseWidth / 2),
        y: 8 + (levels[index] ?? 0) * (raiseHeight + 14),
        width: raiseWidth,
        lines: linesOf(names.raise(raise), 14, 2),
      };
    }),
    clocks,
    start,
    end,
  };
}

function boxOf(stage: StageDefinition, index: number, names: FlowNames): Omit<StageBox, 'x' | 'y'> {
  const title = linesOf(`${index + 1}  ${names.stage(stage.key)}`, 11.5, 2);
  let y = padding + title.length * titleLine + 8;
  const steps = stage.steps.map(({ key }) => {
    const lines = linesOf(names.step(`${stage.key}.${key}`), 11.5, 2);
    const at = y;
    y += lines.length * line + 6;
    return { key, lines, y: at };
  });
  return { key: stage.key, number: index + 1, width: boxWidth, height: y + padding - 4, title, steps };
}

function anchorOf(
  { on }: RaiseDefinition,
  stages: readonly StageDefinition[],
  across: readonly number[],
  startX: number,
  endX: number,
): number {
  const index = stages.findIndex(({ key }) => on === `stage:${key}`);
  if (index >= 0) return (across[index] ?? 0) + boxWidth - 28;
  return on === 'asked' ? startX : endX + 8;
}

/** Rows for boxes of one width, so that none covers another. */
function spread(starts: readonly number[]): readonly number[] {
  const rows: number[][] = [];
  return starts.map((start) => {
    const free = rows.findIndex((row) => row.every((other) => Math.abs(other - start) >= raiseWidth + 12));
    const row = free === -1 ? rows.push([]) - 1 : free;
    rows[row]?.push(start);
    return row;
  });
}
