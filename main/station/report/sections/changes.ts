import { heading, styles, table } from '../blocks.ts';
import type { ReportChange, ReportInput } from '../input.ts';
import { colours, content, type Paper } from '../paper.ts';
import { valueWords } from '../value-words.ts';
import { moment } from '../values.ts';
import { inLine, type Speech } from '../wording.ts';

/** A report after rework says which report it replaces, by its hash, and what is different. */
export function changes(paper: Paper, input: ReportInput, speech: Speech): void {
  const { replaces } = input;
  if (!replaces) return;
  heading(paper, speech.word('changes'), 60);
  const said = `${inLine(speech.word('replaces'))}：${speech.word('reportNumber').first} ${replaces.report} · ${moment(replaces.madeAt, input.timeZone)}\nSHA-256 ${replaces.sha256}`;
  paper.y += paper.put(said, content.left, paper.y, content.width, styles.small) + 6;
  if (input.changes.length === 0) {
    paper.y += paper.put(inLine(speech.word('noChanges')), content.left, paper.y, content.width, {
      ...styles.value,
      colour: colours.muted,
    });
    return;
  }
  table(
    paper,
    [
      { title: speech.word('item'), share: 4 },
      { title: speech.word('before'), share: 3 },
      { title: speech.word('after'), share: 3 },
    ],
    input.changes.map((change) => row(change, input, speech)),
  );
}

function row(change: ReportChange, input: ReportInput, speech: Speech): readonly { readonly text: string }[] {
  switch (change.kind) {
    case 'value':
      return [
        {
          text: `${speech.text(`step.${change.step}`).first} · ${speech.text(`field.${change.step}.${change.field}`).first}`,
        },
        { text: valueWords(change.step, change.field, change.before, input, speech) },
        { text: valueWords(change.step, change.field, change.after, input, speech) },
      ];
    case 'photoAdded':
      return [
        { text: speech.text(`photo.${change.slot}`).first },
        { text: '' },
        { text: `${speech.word('photoAdded').first} ${change.sha256.slice(0, 16)}…` },
      ];
    case 'photoWithdrawn':
      return [
        { text: speech.text(`photo.${change.slot}`).first },
        { text: `${change.sha256.slice(0, 16)}…` },
        {
          text: `${speech.word('photoWithdrawn').first} ${speech.text(`reason.evidenceWithdrawn.${change.reason}`).first}`,
        },
      ];
  }
}
