import { type ReactNode, useId, useMemo } from 'react';
import type { OrderTypeDefinition } from '../../../../../forms/engine/types.ts';
import { useWords } from '../../words/use-words.ts';
import css from './flow.module.css';
import { FlowLegend } from './flow-legend.tsx';
import { FlowList } from './flow-list.tsx';
import { type FlowLayout, layOutFlow, type Point, type RaiseMark, type StageBox } from './layout.ts';
import { useFlowWords } from './use-flow-words.ts';

type Props = { readonly definition: OrderTypeDefinition };

/** The flow of an order type: stages in lanes by performer, gates between them, raised types above, clocks below; and the same in words. */
export function FlowDiagram({ definition }: Props): ReactNode {
  const { t } = useWords();
  const words = useFlowWords(definition);
  const layout = useMemo(() => layOutFlow(definition, words), [definition, words]);
  const id = useId();
  return (
    <>
      <FlowLegend definition={definition} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={css.scroll} tabIndex={0} aria-label={t('types.flow.scroll')} data-testid="flow-diagram">
        <svg
          role="img"
          aria-label={t('types.flow.label', { name: words.type })}
          aria-describedby={id}
          width={layout.width}
          height={layout.height}
          viewBox={`0 0 ${layout.width} ${layout.height}`}
          className={css.svg}
        >
          <defs>
            <marker
              id={`${id}-arrow`}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="8"
              markerHeight="8"
              orient="auto"
            >
              <path d="M0 0 8 4 0 8Z" className={css.head} />
            </marker>
          </defs>
          <Drawn layout={layout} arrow={`url(#${id}-arrow)`} performer={words.performer} />
        </svg>
      </section>
      <FlowList id={id} definition={definition} words={words} />
    </>
  );
}

/** px; a clock longer than a screen is named at both ends */
const longSpan = 900;

type DrawnProps = {
  readonly layout: FlowLayout;
  readonly arrow: string;
  readonly performer: (key: string) => string;
};

function Drawn({ layout, arrow, performer }: DrawnProps): ReactNode {
  const { lanes, links, stages, gates, raises, clocks, start, end, width } = layout;
  return (
    <>
      {lanes.map(({ key, y, height }, index) => (
        <g key={key}>
          <rect x={0.5} y={y} width={width - 1} height={height} className={css.lane} data-even={index % 2 === 0} />
          <rect x={0.5} y={y} width={28} height={height} className={css.laneHead} />
          <text className={css.laneName} transform={`translate(19 ${y + height / 2}) rotate(-90)`} textAnchor="middle">
            {performer(key)}
          </text>
        </g>
      ))}
      {raises.map((raise) => (
        <Raise key={raise.key} raise={raise} arrow={arrow} />
      ))}
      {links.map(({ points }) => (
        <polyline key={pathOf(points)} points={pathOf(points)} className={css.link} markerEnd={arrow} />
      ))}
      {gates.map((gate, index) => {
        const above = gates[index - 1];
        return (
          <g key={`${gate.stage}.${gate.key}`}>
            {above?.stage === gate.stage ? (
              <line
                x1={gate.x}
                x2={gate.x}
                y1={above.y + 12 + above.lines.length * 17 + 6}
                y2={gate.y - 12}
                className={css.spine}
              />
            ) : null}
            <path
              d={`M${gate.x} ${gate.y - 12} l12 12 -12 12 -12 -12Z`}
              className={css.gate}
              data-overridable={gate.overridable}
            />
            <Lines
              at={{ x: gate.x, y: gate.y + 28 }}
              lines={gate.lines}
              step={17}
              className={css.gateName}
              anchor="middle"
            />
          </g>
        );
      })}
      {stages.map((stage) => (
        <Stage key={stage.key} stage={stage} />
      ))}
      <circle cx={start.x} cy={start.y} r={8} className={css.start} />
      <circle cx={end.x} cy={end.y} r={8} className={css.end} />
      {clocks.map(({ key, from, to, y, lines, ticks }) => (
        <g key={key}>
          <Lines at={{ x: from, y: y - 9 }} lines={lines} step={17} className={css.clockName} />
          {to - from > longSpan ? (
            <Lines at={{ x: to, y: y - 9 }} lines={lines} step={17} className={css.clockName} anchor="end" />
          ) : null}
          <path d={`M${from} ${y - 5}v12M${from} ${y + 1}H${to}M${to} ${y - 5}v12`} className={css.clock} />
          {ticks.map((tick) => (
            <path key={tick.key} d={`M${tick.x} ${y + 1}l-5 9h10Z`} className={css.tick} />
          ))}
        </g>
      ))}
    </>
  );
}

function Stage({ stage }: { readonly stage: StageBox }): ReactNode {
  const { x, y, width, height, title, steps } = stage;
  return (
    <g>
      <rect x={x} y={y} width={width} height={height} rx={10} className={css.stage} />
      <Lines at={{ x: x + 12, y: y + 28 }} lines={title} step={20} className={css.title} />
      {steps.map((step) => (
        <g key={step.key}>
          <circle cx={x + 16} cy={step.y + 9} r={2.5} className={css.dot} />
          <Lines at={{ x: x + 26, y: step.y + 14 }} lines={step.lines} step={18} className={css.step} />
        </g>
      ))}
    </g>
  );
}

function Raise({ raise, arrow }: { readonly raise: RaiseMark; readonly arrow: string }): ReactNode {
  const { from, x, y, width, lines, relation, asked } = raise;
  const bottom = y + 46;
  return (
    <g>
      <line
        x1={from.x}
        y1={from.y}
        x2={from.x}
        y2={bottom + 2}
        className={css.raiseLine}
        data-relation={relation}
        data-asked={asked}
        markerEnd={arrow}
      />
      <rect x={x} y={y} width={width} height={46} rx={23} className={css.raise} data-relation={relation} />
      <Lines
        at={{ x: x + width / 2, y: y + (lines.length > 1 ? 19 : 28) }}
        lines={lines}
        step={17}
        className={css.raiseName}
        anchor="middle"
      />
    </g>
  );
}

type LinesProps = {
  readonly at: Point;
  readonly lines: readonly string[];
  readonly step: number;
  readonly className: string | undefined;
  readonly anchor?: 'start' | 'middle' | 'end';
};

function Lines({ at, lines, step, className, anchor = 'start' }: LinesProps): ReactNode {
  return (
    <text className={className} textAnchor={anchor}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text have no other name
        <tspan key={index} x={at.x} y={at.y + index * step}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

const pathOf = (points: readonly Point[]): string => points.map(({ x, y }) => `${x},${y}`).join(' ');
