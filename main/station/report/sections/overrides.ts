import { heading, styles } from '../blocks.ts';
import type { ReportInput } from '../input.ts';
import { colours, content, type Paper } from '../paper.ts';
import { moment } from '../values.ts';
import { inLine, type Speech } from '../wording.ts';

/** What dispatch let pass although a gate refused: gate, reason, by whom, when. */
export function overrides(paper: Paper, input: ReportInput, speech: Speech): void {
  const { fold } = input.view;
  if (fold.overrides.length === 0) return;
  heading(paper, speech.word('overrides'));
  for (const event of fold.overrides) {
    const { stage, gate, reasonCode, note } = event.payload;
    const what = `${inLine(speech.word('override'))}：${inLine(speech.text(`stage.${stage}`))} · ${inLine(speech.text(`gate.${stage}.${gate}`))}`;
    const role = inLine(speech.word(`role.${event.role}`));
    const name = input.people[event.createdBy];
    const by = name === undefined ? role : `${name} · ${role}`;
    const why = `${inLine(speech.text(`reason.overridden.${reasonCode}`))}${note === '' ? '' : ` — ${note}`}\n${by} · ${moment(event.time.at, input.timeZone)}`;
    const width = content.width - 24;
    const height =
      paper.height(paper.lines(what, width, styles.strong), styles.strong) +
      paper.height(paper.lines(why, width, styles.value), styles.value) +
      12;
    paper.need(height + 6);
    paper.document.save().roundedRect(content.left, paper.y, content.width, height, 4).fill(colours.warnSoft).restore();
    const taken = paper.put(what, content.left + 12, paper.y + 6, width, { ...styles.strong, colour: colours.warn });
    paper.put(why, content.left + 12, paper.y + 6 + taken, width, styles.value);
    paper.y += height + 6;
  }
}
