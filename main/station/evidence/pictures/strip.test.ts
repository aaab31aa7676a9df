import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, it } from 'vitest';
import { drawStrip, stripHeightFor } from './strip.ts';

const width = 1600;
const height = stripHeightFor(width);

/** The strip alone, with a name of who took the picture; what of it differs from the same strip with another name. */
async function strip(who: string): Promise<Uint8ClampedArray> {
  const canvas = createCanvas(width, height);
  drawStrip(canvas, 0, { number: 'HF1', takenAt: '2026-03-02 10:00', where: 'x', who, source: 'y' });
  const again = createCanvas(width, height);
  const pen = again.getContext('2d');
  pen.drawImage(await loadImage(canvas.toBuffer('image/png')), 0, 0);
  return pen.getImageData(0, 0, width, height).data;
}

const same = (a: Uint8ClampedArray, b: Uint8ClampedArray): boolean =>
  Buffer.compare(Buffer.from(a), Buffer.from(b)) === 0;

it('a private character of GB 18030 is drawn as the character that it is (R-50)', async () => {
  expect(same(await strip('王\ue863'), await strip('王䶮'))).toBe(true);
  expect(same(await strip('王\ue863'), await strip('王'))).toBe(false);
});

it('somebody’s own private character is drawn as its number', async () => {
  expect(same(await strip('王\ue8ff'), await strip('王〔U+E8FF〕'))).toBe(true);
});

it.each([
  ['Uyghur', 'ئابدۇرېھىم', 'ئابدۇرېھىن'],
  ['Tibetan', 'བཀྲ་ཤིས', 'བཀྲ་ཤིང'],
  ['Mongolian', 'ᠮᠣᠩᠭᠣᠯ', 'ᠮᠣᠩᠭᠣᠨ'],
  ['Yi', 'ꆈꌠ', 'ꆈꉙ'],
  ['Korean', '김철수', '김철우'],
  ['Thai', 'สมชาย', 'สมชาน'],
  ['Kazakh', 'Қазақ', 'Қазағ'],
])('%s letters are drawn, each as itself: no boxes', async (_, one, other) => {
  expect(same(await strip(one), await strip(other))).toBe(false);
});
