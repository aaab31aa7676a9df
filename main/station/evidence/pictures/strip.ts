import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import { GlobalFonts } from '@napi-rs/canvas';
import { fromPrivateUse } from '../../../../domain/text/private-use.ts';
import { fontBytes, scriptFontBytes } from '../../report/fonts.ts';
import { scriptFonts } from '../../report/script-fonts.ts';
import { marked } from '../../report/text-layout.ts';

/** What the strip below a travelling copy says; every part is ready to print. */
export type StripText = {
  readonly number: string;
  readonly takenAt: string;
  readonly where: string;
  readonly who: string;
  readonly source: string;
};

const family = 'Linework Sans';
const registered = new Set<string>();

function register(name: string, bytes: () => Buffer): string {
  if (!registered.has(name)) GlobalFonts.register(bytes(), name);
  registered.add(name);
  return `"${name}"`;
}

/** The report's font, and those of the scripts that stand in the text: the canvas takes a letter from the first that has it. */
function familiesFor(text: string): string {
  const own = register(family, () => fontBytes('regular'));
  const others = scriptFonts
    .filter(({ of, name }) => of.test(text) && (name !== 'latin' || beyondOwn.test(text)))
    .map(({ name, file }) => register(`Linework ${name}`, () => scriptFontBytes(file)));
  return [own, ...others, 'sans-serif'].join(', ');
}

/** Latin, Greek and Cyrillic that Noto Sans SC may lack. */
const beyondOwn = /[\u0100-\u05ff\u0900-\u097f\u1d00-\u1fff]/u;

/** As on the report: a private character of GB 18030 as what it is, and what has no shape as its number. */
const stripWords = (text: string): string => fromPrivateUse(text).replaceAll(/[\p{Co}\p{Cs}\p{Cc}]/gu, marked);

/** Height in pixels of the strip for a picture of this width: two lines that stay readable at arm's length. */
export const stripHeightFor = (width: number): number => Math.round(Math.max(44, Math.min(96, width * 0.05)));

/** Draws the strip into the area below the picture, and nowhere else. */
export function drawStrip(canvas: Canvas, pictureHeight: number, text: StripText): void {
  const pen = canvas.getContext('2d');
  const height = canvas.height - pictureHeight;
  pen.save();
  pen.beginPath();
  pen.rect(0, pictureHeight, canvas.width, height);
  pen.clip();
  pen.fillStyle = '#10151b';
  pen.fillRect(0, pictureHeight, canvas.width, height);
  const size = height * 0.32;
  const pad = height * 0.3;
  pen.textBaseline = 'middle';
  const upper = pictureHeight + height * 0.3;
  const lower = pictureHeight + height * 0.7;
  const half = canvas.width / 2;
  fitted(pen, text.number, size, '#ffffff', pad, upper, half * 1.1 - pad);
  fitted(pen, text.takenAt, size, '#ffffff', canvas.width - pad, upper, half * 0.9 - pad, 'right');
  fitted(pen, text.where, size * 0.92, '#c3ccd6', pad, lower, half * 1.1 - pad);
  fitted(
    pen,
    `${text.who} · ${text.source}`,
    size * 0.92,
    '#c3ccd6',
    canvas.width - pad,
    lower,
    half * 0.9 - pad,
    'right',
  );
  pen.restore();
}

/** One line, made smaller until it fits: nothing of the strip may be cut off. */
function fitted(
  pen: SKRSContext2D,
  given: string,
  size: number,
  colour: string,
  x: number,
  y: number,
  width: number,
  align: 'left' | 'right' = 'left',
): void {
  const text = stripWords(given);
  const families = familiesFor(text);
  pen.font = `${size}px ${families}`;
  const wanted = pen.measureText(text).width;
  if (wanted > width) pen.font = `${(size * width) / wanted}px ${families}`;
  pen.textAlign = align;
  pen.fillStyle = colour;
  pen.fillText(text, x, y);
}
