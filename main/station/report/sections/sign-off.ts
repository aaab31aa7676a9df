import type { SignOff } from '../../../../domain/documents/event.ts';
import { cutTo, type Fact, facts, heading, styles } from '../blocks.ts';
import type { ReportInput } from '../input.ts';
import { colours, content, type Paper } from '../paper.ts';
import { answer, isEmpty, moment } from '../values.ts';
import { inLine, type Speech } from '../wording.ts';

const pad = { width: 250, height: 92 } as const;

/** In the record: who signed or why nobody did, in full; the signature itself stands on the customer's copy. */
export function signOff(paper: Paper, input: ReportInput, speech: Speech): void {
  const given = input.view.fold.signOff;
  if (!given) return;
  heading(paper, speech.word('signOff'), 70);
  facts(paper, satisfaction(input, speech));
  const when = whenFact(given.at, given.signOff.outcome, input, speech);
  if (given.signOff.outcome === 'signed') {
    const { printedName, relation } = given.signOff;
    facts(paper, [
      { label: speech.word('printedName'), value: printedName },
      { label: speech.word('relation'), value: inLine(speech.word(`relation.${relation}`)) },
      when,
    ]);
    paper.need(14);
    paper.y += paper.put(inLine(speech.word('signedFirst')), content.left, paper.y, content.width, styles.small);
  } else facts(paper, refusalFacts(given.signOff, when, speech));
}

/** How high `signature` is at most: what is kept free for it on the customer's copy. */
export const signatureHeight = pad.height + 58;

/** On the customer's copy: the signature as vectors from its strokes, or the documented refusal. */
export function signature(paper: Paper, input: ReportInput, speech: Speech): void {
  const given = input.view.fold.signOff;
  if (!given) return;
  if (given.signOff.outcome === 'signed') signed(paper, given.signOff, given.at, input, speech);
  else {
    const when = whenFact(given.at, 'refused', input, speech);
    // At most four lines of it here; the whole note stands in the record.
    const note = cutTo(paper, given.signOff.note, content.width, styles.value, 4);
    facts(paper, refusalFacts({ ...given.signOff, note }, when, speech));
  }
  if (input.seenStands) return;
  const changed = given.signOff.outcome === 'signed' ? 'changedSince' : 'changedSinceRefusal';
  const style = { ...styles.small, colour: colours.warn };
  paper.y += paper.put(inLine(speech.word(changed)), content.left, paper.y, content.width, style) + 2;
}

const whenFact = (at: string, outcome: SignOff['outcome'], input: ReportInput, speech: Speech): Fact => ({
  label: speech.word(outcome === 'signed' ? 'signedAt' : 'recordedAt'),
  value: moment(at, input.timeZone),
});

const refusalFacts = (
  { reasonCode, witness, note }: SignOff & { outcome: 'refused' },
  when: Fact,
  speech: Speech,
): readonly Fact[] => [
  { label: speech.word('refused'), value: inLine(speech.text(`reason.signRefused.${reasonCode}`)) },
  { label: speech.word('witness'), value: witness },
  when,
  { label: speech.word('refusalNote'), value: note, wide: true },
];

function signed(
  paper: Paper,
  signOff: SignOff & { outcome: 'signed' },
  at: string,
  input: ReportInput,
  speech: Speech,
): void {
  paper.y += paper.put(inLine(speech.word('signedCopy')), content.left, paper.y, content.width, styles.small) + 4;
  const { document } = paper;
  document
    .save()
    .roundedRect(content.left, paper.y, pad.width, pad.height, 5)
    .lineWidth(0.8)
    .strokeColor(colours.rule)
    .stroke()
    .restore();
  strokes(document, signOff, content.left + 8, paper.y + 8, pad.width - 16, pad.height - 16);
  const x = content.left + pad.width + 22;
  const facts: readonly (readonly [string, string])[] = [
    [inLine(speech.word('printedName')), signOff.printedName],
    [inLine(speech.word('relation')), inLine(speech.word(`relation.${signOff.relation}`))],
    [inLine(speech.word('signedAt')), moment(at, input.timeZone)],
  ];
  let y = paper.y + 4;
  for (const [label, value] of facts) {
    y += paper.put(label, x, y, content.right - x, styles.label);
    y += paper.put(value, x, y, content.right - x, { ...styles.value, size: 11 }) + 5;
  }
  paper.y += pad.height + 6;
}

/** Scaled to fit, never stretched; a dot is drawn as a dot. Pad coordinates: width 1000, height `padHeight`. */
function strokes(
  document: PDFKit.PDFDocument,
  signOff: SignOff & { outcome: 'signed' },
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  const scale = Math.min(width / 1000, height / signOff.padHeight);
  const left = x + (width - 1000 * scale) / 2;
  const top = y + (height - signOff.padHeight * scale) / 2;
  const clamp = (value: number, limit: number): number => Math.min(Math.max(value, 0), limit);
  document.save().lineWidth(1.5).lineCap('round').lineJoin('round').strokeColor('#101a3a').fillColor('#101a3a');
  for (const stroke of signOff.strokes) {
    const points: (readonly [number, number])[] = [];
    for (let i = 0; i + 1 < stroke.length; i += 2) {
      points.push([
        left + clamp(stroke[i] ?? 0, 1000) * scale,
        top + clamp(stroke[i + 1] ?? 0, signOff.padHeight) * scale,
      ]);
    }
    const [first, ...rest] = points;
    if (!first) continue;
    if (rest.length === 0) {
      document.circle(first[0], first[1], 1).fill();
      continue;
    }
    document.moveTo(first[0], first[1]);
    for (const [px, py] of rest) document.lineTo(px, py);
    document.stroke();
  }
  document.restore();
}

/** Rating answers stand beside the signature too. */
function satisfaction(input: ReportInput, speech: Speech): readonly Fact[] {
  return input.definition.stages.flatMap((stage) =>
    stage.steps.flatMap((step) => {
      const view = input.view.stages
        .find(({ key }) => key === stage.key)
        ?.steps.find(({ key }) => key === `${stage.key}.${step.key}`);
      return step.fields
        .filter((field) => field.kind === 'rating' && !isEmpty(view?.values[field.key]))
        .map((field) => {
          const path = `${stage.key}.${step.key}.${field.key}`;
          return {
            label: speech.text(`field.${path}`),
            value: answer(field, view?.values[field.key] ?? null, { path, speech, timeZone: input.timeZone }),
          };
        });
    }),
  );
}
