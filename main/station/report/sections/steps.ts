import type { Json } from '../../../../domain/documents/base.ts';
import type { FieldDefinition, StageView, StepDefinition, StepView } from '../../../../forms/engine/types.ts';
import { heading, pill, styles, table } from '../blocks.ts';
import type { ReportInput } from '../input.ts';
import { colours, content, type Paper } from '../paper.ts';
import { answer, isEmpty, moment } from '../values.ts';
import { inLine, type Speech } from '../wording.ts';
import { tones } from './measures.ts';

/** All answers, stage by stage and in the definition's order. */
export function steps(paper: Paper, input: ReportInput, speech: Speech): void {
  heading(paper, speech.word('steps'), 90);
  input.definition.stages.forEach((stage, i) => {
    const view = input.view.stages.find(({ key }) => key === stage.key);
    if (!view) return;
    const shown = stage.steps.flatMap((step) => {
      const stepView = view.steps.find(({ key }) => key === `${stage.key}.${step.key}`);
      return stepView?.relevant && printed(step).length > 0 ? [{ step, stepView }] : [];
    });
    if (shown.length === 0) return;
    stageHead(paper, i + 1, view, input, speech);
    for (const { step, stepView } of shown) stepBlock(paper, step, stepView, input, speech);
  });
}

const printed = (step: StepDefinition): readonly FieldDefinition[] =>
  step.fields.filter((field) => field.kind !== 'script' && field.report !== 'hide');

function stageHead(paper: Paper, n: number, view: StageView, input: ReportInput, speech: Speech): void {
  paper.need(80);
  paper.y += 4;
  const { document } = paper;
  document.save().roundedRect(content.left, paper.y, content.width, 20, 4).fill(colours.brandSoft).restore();
  const name = speech.text(`stage.${view.key}`);
  paper.put(`${n}　${name.first}`, content.left + 9, paper.y + 3, content.width - 130, {
    size: 10,
    weight: 'bold',
    colour: colours.brand,
    leading: 1.4,
  });
  const width = (paper.lines(`${n}　${name.first}`, content.width, { size: 10, weight: 'bold' })[0]?.width ?? 0) * 10;
  paper.put(name.second, content.left + 16 + width, paper.y + 5, content.width - width - 150, styles.small);
  const passed =
    view.passedAt === null
      ? inLine(speech.word('stageOpen'))
      : `✓ ${inLine(speech.word('stagePassed'))} ${moment(view.passedAt, input.timeZone)}`;
  paper.put(passed, content.right - 169, paper.y + 4.5, 160, {
    ...styles.small,
    align: 'right',
    colour: view.passedAt === null ? colours.warn : colours.pass,
  });
  paper.y += 25;
}

function stepBlock(paper: Paper, step: StepDefinition, view: StepView, input: ReportInput, speech: Speech): void {
  const name = speech.text(`step.${view.key}`);
  paper.need(44);
  paper.put(inLine(name), content.left + 9, paper.y, content.width - 18, { ...styles.strong, size: 9 });
  paper.y += 15;
  const submitted = view.state !== 'empty';
  if (!submitted) {
    paper.put(inLine(speech.word('notAnswered')), content.left + 9, paper.y, content.width - 18, {
      ...styles.small,
      colour: colours.warn,
    });
    paper.y += 15;
    return;
  }
  for (const field of printed(step)) {
    const value = view.values[field.key];
    if (isEmpty(value)) continue;
    if (field.kind === 'rows') rows(paper, field, value ?? null, view.key, input, speech);
    else line(paper, field, value ?? null, view, input, speech);
  }
  paper.y += 5;
}

const labelWidth = 168;

/** One answer: its question on the left, the answer on the right, a verdict where it is a measure. */
function line(
  paper: Paper,
  field: FieldDefinition,
  value: Json,
  view: StepView,
  input: ReportInput,
  speech: Speech,
): void {
  const path = `${view.key}.${field.key}`;
  const label = speech.text(`field.${path}`);
  const labelText = label.second === '' ? label.first : `${label.first}\n${label.second}`;
  const said = answer(field, value, { path, speech, timeZone: input.timeZone });
  const measure = view.measures.find((of) => of.field === field.key);
  const left = content.left + 9;
  const width = content.width - 9 - labelWidth - 12 - (measure ? 62 : 0);
  const labelHeight =
    paper.height(paper.lines(label.first, labelWidth, styles.value), styles.value) +
    (label.second === '' ? 0 : paper.height(paper.lines(label.second, labelWidth, styles.tiny), styles.tiny));
  const height = Math.max(
    labelHeight,
    paper.height(paper.lines(said, width, styles.value), styles.value),
    labelText === '' ? 0 : 14,
  );
  if (height > 400) return longLine(paper, label.first, said, left);
  paper.need(height + 4);
  const taken = paper.put(label.first, left, paper.y, labelWidth, { ...styles.value, size: 9, colour: colours.muted });
  if (label.second !== '') paper.put(label.second, left, paper.y + taken - 1, labelWidth, styles.tiny);
  paper.put(said, left + labelWidth + 12, paper.y, width, styles.value);
  if (measure) pill(paper, speech.word(measure.verdict).first, content.right - 44, paper.y, tones[measure.verdict]);
  paper.y += height + 2.5;
  paper.rule(paper.y - 1.2, colours.soft, left);
}

/** An answer taller than half a page is set across, line by line, so that it can run over pages. */
function longLine(paper: Paper, label: string, said: string, left: number): void {
  paper.need(30);
  paper.y += paper.put(label, left, paper.y, content.right - left, { ...styles.value, size: 9, colour: colours.muted });
  for (const { runs } of paper.lines(said, content.right - left, styles.value)) {
    paper.need(14);
    paper.y += paper.put(runs.map(({ text }) => text).join(''), left, paper.y, content.width, styles.value);
  }
  paper.y += 4;
}

function rows(
  paper: Paper,
  field: FieldDefinition,
  value: Json,
  step: string,
  input: ReportInput,
  speech: Speech,
): void {
  const columns = field.columns ?? [];
  const path = `${step}.${field.key}`;
  paper.put(inLine(speech.text(`field.${path}`)), content.left + 9, paper.y, content.width - 18, {
    ...styles.value,
    size: 9,
    colour: colours.muted,
  });
  paper.y += 16;
  const list = Array.isArray(value) ? value : [];
  table(
    paper,
    columns.map((column) => ({
      title: speech.text(`field.${path}.${column.key}`),
      share: column.kind === 'number' || column.kind === 'integer' ? 1 : 2,
      align: column.kind === 'number' || column.kind === 'integer' ? 'right' : 'left',
    })),
    list.map((entry) =>
      columns.map((column) => ({
        text: answer(column, cell(entry, column.key), {
          path: `${path}.${column.key}`,
          speech,
          timeZone: input.timeZone,
        }),
      })),
    ),
  );
}

const cell = (entry: Json, key: string): Json =>
  typeof entry === 'object' && entry !== null && !Array.isArray(entry)
    ? ((entry as { readonly [key: string]: Json })[key] ?? null)
    : null;
