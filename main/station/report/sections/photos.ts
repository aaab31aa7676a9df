import { heading, styles } from '../blocks.ts';
import type { ReportInput, ReportPhoto } from '../input.ts';
import { colours, content, type Paper } from '../paper.ts';
import { moment, position } from '../values.ts';
import { inLine, type Speech } from '../wording.ts';

const gap = 14;
const width = (content.width - gap) / 2;
/** The picture's box; a tall photo is fitted into it, never cropped: it is evidence. */
const box = 176;

/** Every photo of the manifest, two in a row, each with slot, time, position, source and the start of its hash. */
export function photos(paper: Paper, input: ReportInput, speech: Speech): void {
  if (input.photos.length === 0) return;
  heading(paper, speech.word('photos'), box + 60);
  for (let i = 0; i < input.photos.length; i += 2) {
    const pair = input.photos.slice(i, i + 2);
    const heights = pair.map((photo) => captionHeight(paper, photo, input, speech));
    const height = box + Math.max(...heights) + 8;
    paper.need(height);
    pair.forEach((photo, side) => {
      draw(paper, photo, content.left + side * (width + gap), input, speech);
    });
    paper.y += height + 6;
  }
}

function caption({ item }: ReportPhoto, input: ReportInput, speech: Speech): readonly [string, string] {
  const { document, slot } = item;
  const name = inLine(speech.text(`photo.${slot.replace(/@\d+$/, '')}`));
  const where =
    document.position && document.position.source !== 'none'
      ? position(document.position)
      : inLine(speech.word('noPosition'));
  const source = document.source === 'file' ? speech.word('file') : speech.word('live');
  const first = document.caption ? `${name} — ${document.caption}` : name;
  return [
    first,
    `${moment(document.takenAt, input.timeZone)} · ${inLine(source)}\n${where}\nSHA-256 ${document.sha256.slice(0, 16)}…`,
  ];
}

function captionHeight(paper: Paper, photo: ReportPhoto, input: ReportInput, speech: Speech): number {
  const [name, rest] = caption(photo, input, speech);
  return (
    paper.height(paper.lines(name, width, styles.strong), styles.strong) +
    paper.height(paper.lines(rest, width, styles.small), styles.small)
  );
}

function draw(paper: Paper, photo: ReportPhoto, x: number, input: ReportInput, speech: Speech): void {
  const { document } = paper;
  document.save().roundedRect(x, paper.y, width, box, 4).fill(colours.soft).restore();
  if (photo.picture === null || photo.picture.length === 0) {
    const missing = inLine(speech.word(photo.picture === null ? 'photoUnreadable' : 'photoElsewhere'));
    paper.put(missing, x + 12, paper.y + box / 2 - 8, width - 24, { ...styles.small, align: 'centre' });
  } else {
    document.image(Buffer.from(photo.picture), x + 3, paper.y + 3, {
      fit: [width - 6, box - 6],
      align: 'center',
      valign: 'center',
    });
  }
  const [name, rest] = caption(photo, input, speech);
  const taken = paper.put(name, x, paper.y + box + 4, width, { ...styles.strong, size: 9 });
  paper.put(rest, x, paper.y + box + 4 + taken, width, styles.small);
}
