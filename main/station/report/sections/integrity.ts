import { heading, styles } from '../blocks.ts';
import type { ReportInput } from '../input.ts';
import { colours, content, type Paper, sheet } from '../paper.ts';
import { moment, offsetOf } from '../values.ts';
import { inLine, type Speech } from '../wording.ts';

/** What the report vouches for: the ids of the records and, for each file, its whole hash. */
export function integrity(paper: Paper, input: ReportInput, speech: Speech): void {
  heading(paper, speech.word('integrity'), 60);
  paper.y +=
    paper.put(withoutEmpty(speech.word('integrityText')), content.left, paper.y, content.width, styles.small) + 6;
  const hashes = new Map(input.photos.map(({ item }) => [item.id, item.document.sha256]));
  const order = `workOrder:${input.view.orderId}`;
  const signOff = input.view.fold.signOff;
  const lines = [
    `${inLine(speech.word('orderNumber'))} ${order} · ${input.definition.key}@${input.definition.version}`,
    `${inLine(speech.word('device'))} ${input.deviceId} · ${inLine(speech.word('madeAt'))} ${moment(input.madeAt, input.timeZone)} ${offsetOf(input.madeAt, input.timeZone)}`,
    ...(input.timeZoneAssumed
      ? [`${inLine(speech.word('zoneAssumed'))} ${offsetOf(input.madeAt, input.timeZone)}`]
      : []),
    ...(signOff ? [`${inLine(speech.word('digest'))} ${signOff.signOff.seenDigest}`] : []),
    ...input.covers.map((id) => `${id.replace(`${order}:`, '')}${hashes.has(id) ? `  SHA-256 ${hashes.get(id)}` : ''}`),
  ];
  for (const line of lines) {
    const style = { ...styles.tiny, colour: colours.muted };
    const height = paper.height(paper.lines(line, content.width, style), style);
    paper.need(height);
    paper.put(line, content.left, paper.y, content.width, style);
    paper.y += height;
  }
  if (paper.replaced.size > 0) {
    paper.need(26);
    paper.y += 4;
    // The numbers too: a reader of the paper can look them up without finding the marks first.
    const { first, second } = speech.word('missingCharacters');
    const numbers = [...paper.replaced].slice(0, mostListed).map(numberOf).join(' ');
    const more = paper.replaced.size > mostListed ? ' …' : '';
    const said = [first, second].filter((one) => one !== '').map((one) => `${one}${numbers}${more}`);
    paper.y += paper.put(said.join('\n'), content.left, paper.y, content.width, styles.small);
  }
}

/** As many as fill some lines; a text in a script without a font has more, and its marks stand where they are. */
const mostListed = 100;

const numberOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const withoutEmpty = ({ first, second }: { first: string; second: string }): string =>
  second === '' ? first : `${first}\n${second}`;

/** Order, report, digest of what is covered and the page, on every page. */
export function footers(paper: Paper, input: ReportInput, coversDigest: string, speech: Speech): number {
  const { document } = paper;
  const { count } = document.bufferedPageRange();
  const y = sheet.height - sheet.margin - 20;
  for (let page = 0; page < count; page += 1) {
    document.switchToPage(page);
    paper.rule(y - 4);
    const left = `线务通 Linework · ${input.view.number} · ${speech.word('reportNumber').first} ${input.report} · ${input.view.orderId}\nSHA-256(${input.covers.length}) ${coversDigest}`;
    paper.put(left, content.left, y, content.width - 90, { ...styles.tiny, colour: colours.muted });
    paper.put(`${inLine(speech.word('page'))} ${page + 1} / ${count}`, content.right - 90, y, 90, {
      ...styles.small,
      align: 'right',
    });
  }
  return count;
}
