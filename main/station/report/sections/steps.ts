import type { Json } from '../../../../domain/documents/base.ts';
import type { FieldDefinition, StageView, StepDefinition, StepView } from '../../../../forms/engine/types.ts';
import { type Fact, facts, heading, styles, table } from '../blocks.ts';
import type { ReportInput } from '../input.ts';
import { colours, content, type Paper } from '../paper.ts';
import { cellOf } from '../value-words.ts';
import { answer, isEmpty, moment } from '../values.ts';
import { inLine, type Speech } from '../wording.ts';
import { tones } from './measures.ts';

/** All answers, stage by stage and in the definition's order. */
export function steps(paper: Paper, input: ReportInput, speech: Speech): void {
  heading(paper, speech.word('steps'), 90);
  input.definition.stages.forEach((stage, i) => {
    const view = input.view.stages.find(({ key }) => key === stage.key);
    if (!view || (view.state === 'skipped' && view.steps.every(({ heads }) => heads.length === 0))) return;
    const shown = stage.steps.flatMap((step) => {
      const stepView = view.steps.find(({ key }) => key === `${stage.key}.${step.key}`);
      return stepView?.relevant && printed(step).length > 0 ? [{ step, stepView }] : [];
    });
    if (shown.length === 0) return;
    stageHead(paper, i + 1, view, input, speech);
    refusing(paper, view, input, speech);
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
  paper.put(`${n}　${name.first}`, content.left + 9, paper.y + 3, content.width - standingWidth, {
    size: 10,
    weight: 'bold',
    colour: colours.brand,
    leading: 1.4,
  });
  const width = (paper.lines(`${n}　${name.first}`, content.width, { size: 10, weight: 'bold' })[0]?.width ?? 0) * 10;
  paper.put(
    name.second,
    content.left + 16 + width,
    paper.y + 5,
    content.width - width - standingWidth - 30,
    styles.small,
  );
  const { text, colour } = standing(view, input, speech);
  paper.put(text, content.right - standingWidth - 9, paper.y + 4.5, standingWidth, {
    ...styles.small,
    align: 'right',
    colour,
  });
  paper.y += 25;
}

const standingWidth = 236;

/** When the stage was passed; one that was not says how it stood when this report was made, never how it stands when it is read (ADR 0029). */
function standing(
  view: StageView,
  input: ReportInput,
  speech: Speech,
): { readonly text: string; readonly colour: string } {
  if (view.passedAt !== null) {
    const when = moment(view.passedAt, input.timeZone);
    return { text: `✓ ${inLine(speech.word('stagePassed'))} ${when}`, colour: colours.pass };
  }
  const found = input.standings.find(({ stage }) => stage === view.key);
  if (found === undefined) return { text: inLine(speech.word('stageNotReached')), colour: colours.warn };
  if (found.passes) return { text: `✓ ${inLine(speech.word('stageMet'))}`, colour: colours.pass };
  const word = view.state === 'gateOpen' ? 'stageAsked' : 'stageNotMet';
  return { text: inLine(speech.word(word)), colour: colours.warn };
}

/** The conditions that did not hold, by name, under the head of their stage. */
function refusing(paper: Paper, view: StageView, input: ReportInput, speech: Speech): void {
  const found = input.standings.find(({ stage }) => stage === view.key);
  if (found === undefined || found.passes || view.passedAt !== null) return;
  const names = found.refusing.map((gate) => {
    const implied = `gate.${gate}`;
    return inLine(speech.has(implied) ? speech.word(implied) : speech.text(`gate.${view.key}.${gate}`));
  });
  const said = `${inLine(speech.word('stageNotMet'))}：${names.join('、')}`;
  const style = { ...styles.small, colour: colours.warn };
  paper.y += paper.put(said, content.left + inset, paper.y - 3, content.width - 2 * inset, style);
}

const inset = 9;

function stepBlock(paper: Paper, step: StepDefinition, view: StepView, input: ReportInput, speech: Speech): void {
  paper.need(48);
  const name = inLine(speech.text(`step.${view.key}`));
  paper.put(name, content.left + inset, paper.y, content.width - 2 * inset, { ...styles.strong, size: 9 });
  paper.y += 15;
  if (view.state === 'empty') {
    const nothing = inLine(speech.word('notAnswered'));
    paper.put(nothing, content.left + inset, paper.y, content.width, { ...styles.small, colour: colours.warn });
    paper.y += 16;
    return;
  }
  let line: Fact[] = [];
  const flush = (): void => {
    facts(paper, line, 4, inset);
    line = [];
  };
  for (const field of printed(step)) {
    const value = view.values[field.key] ?? null;
    if (isEmpty(value)) continue;
    if (field.kind === 'rows') {
      flush();
      rows(paper, field, value, view.key, input, speech);
    } else line.push(fact(field, value, view, input, speech));
  }
  flush();
  paper.y += 4;
}

/** One answer under its question, with the verdict where it is a measure. */
function fact(field: FieldDefinition, value: Json, view: StepView, input: ReportInput, speech: Speech): Fact {
  const path = `${view.key}.${field.key}`;
  const measure = view.measures.find((of) => of.field === field.key);
  return {
    label: speech.text(`field.${path}`),
    value: answer(field, value, {
      path,
      speech,
      timeZone: input.timeZone,
      resources: input.definition.resources.map(({ key }) => key),
    }),
    ...(measure ? { pill: { text: speech.word(measure.verdict).first, tone: tones[measure.verdict] } } : {}),
  };
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
  paper.y +=
    paper.put(
      inLine(speech.text(`field.${path}`)),
      content.left + inset,
      paper.y,
      content.width - 2 * inset,
      styles.label,
    ) + 2;
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
        text: answer(column, cellOf(entry, column.key), {
          path: `${path}.${column.key}`,
          speech,
          timeZone: input.timeZone,
        }),
      })),
    ),
  );
}
