import type { Measure } from '../../../../domain/documents/submission.ts';
import { sourceWords } from '../../../../domain/source-text.ts';
import { methodOption } from '../../../../forms/engine/method-option.ts';
import { type Cell, heading, styles, table } from '../blocks.ts';
import type { ReportInput } from '../input.ts';
import { colours, type Paper } from '../paper.ts';
import { number } from '../values.ts';
import { inLine, type Speech } from '../wording.ts';

export const tones = {
  pass: { ink: colours.pass, ground: colours.passSoft },
  warn: { ink: colours.warn, ground: colours.warnSoft },
  fail: { ink: colours.fail, ground: colours.failSoft },
  none: { ink: colours.muted, ground: colours.soft },
} as const;

/** Every judged measure of the order with the limit it was judged by and where that limit comes from. */
export function measures(paper: Paper, input: ReportInput, speech: Speech): void {
  // In the order of the definition's fields, as the technician measured.
  const rows = input.definition.stages.flatMap((stage) =>
    stage.steps.flatMap((step) => {
      const key = `${stage.key}.${step.key}`;
      const all = input.view.stages.flatMap(({ steps }) => steps).find((view) => view.key === key)?.measures ?? [];
      const found = step.fields.flatMap((field) => all.filter((measure) => measure.field === field.key));
      return found.map((measure) => row(input, key, measure, speech));
    }),
  );
  if (rows.length === 0) return;
  heading(paper, speech.word('measures'), 80);
  table(
    paper,
    [
      { title: speech.word('item'), share: 27 },
      { title: speech.word('value'), share: 16, align: 'right' },
      { title: speech.word('limit'), share: 19 },
      { title: speech.word('source'), share: 25 },
      { title: speech.word('verdict'), share: 13 },
    ],
    rows,
  );
}

function row({ definition, languages }: ReportInput, step: string, measure: Measure, speech: Speech): readonly Cell[] {
  const name = speech.text(`field.${step}.${measure.field}`);
  const option = methodOption(definition, step, measure);
  const method = option ? speech.text(`option.${step}.${option.field}.${option.item}`).first : measure.method;
  const source = measure.limit ? sourceWords(measure.limit.source, languages[0] ?? 'zh-CN') : '';
  const how = [measure.instrument, method].filter((part) => part !== undefined && part !== '').join(' · ');
  return [
    { text: name.first, ...(name.second === '' ? {} : { under: name.second }) },
    { text: `${number(measure.value)} ${measure.unit}`, style: styles.strong },
    { text: limitText(measure) },
    {
      text: [source, measure.limit?.settings, how].filter((part) => part).join('\n'),
      style: styles.small,
    },
    { text: inLine(speech.word(measure.verdict)), pill: tones[measure.verdict] },
  ];
}

/** `−27 … −8 dBm`, `≥ 90 Mbit/s`, `≤ 150 m`, `—`. */
export function limitText({ limit, unit }: Measure): string {
  if (limit?.min !== undefined && limit.max !== undefined) return `${number(limit.min)} … ${number(limit.max)} ${unit}`;
  if (limit?.min !== undefined) return `≥ ${number(limit.min)} ${unit}`;
  if (limit?.max !== undefined) return `≤ ${number(limit.max)} ${unit}`;
  return '—';
}
