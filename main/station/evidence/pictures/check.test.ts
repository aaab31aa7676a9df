import { createCanvas, loadImage, type SKRSContext2D } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { hashDistance, parseHash } from '../../../../domain/evidence/look-alike.ts';
import shipped from '../../../../forms/order-types/settings/photo.json' with { type: 'json' };
import { makePhoto } from '../../../../test/builders/photo.ts';
import { faultsOf, measurePicture, type PhotoSettings, photoSettings } from './check.ts';

const settings = photoSettings({ photo: shipped as never }) as PhotoSettings;
const [width, height] = [1600, 1200];

/** A wall with an ONU on it: most of it is nothing to be sharp. */
function scene(how: { readonly blurPx?: number; readonly light?: number; readonly at?: number } = {}) {
  const flat = createCanvas(width, height);
  const pen = flat.getContext('2d');
  pen.fillStyle = '#b9b4a6';
  pen.fillRect(0, 0, width, height);
  onu(pen, how.at ?? 300);
  const lit = createCanvas(width, height);
  const out = lit.getContext('2d');
  out.filter = `blur(${how.blurPx ?? 0}px) brightness(${how.light ?? 1})`;
  out.drawImage(flat, 0, 0);
  return lit;
}

function onu(pen: SKRSContext2D, left: number): void {
  pen.fillStyle = '#f4f4f2';
  pen.fillRect(left, 380, 560, 330);
  pen.fillStyle = '#20242a';
  for (let lamp = 0; lamp < 7; lamp += 1) pen.fillRect(left + 30 + lamp * 70, 420, 24, 24);
  pen.font = '34px sans-serif';
  pen.fillText('GPON SN 48575443A1B2C3D4', left + 24, 560);
  pen.fillText('PON LOS LAN1 LAN2 TEL', left + 24, 640);
}

const faults = (how?: Parameters<typeof scene>[0]) => faultsOf(measurePicture(scene(how), settings), settings);

describe('what is wrong with a picture, by the shipped settings', () => {
  it.each<[string, Parameters<typeof scene>[0], readonly string[]]>([
    ['sharp and well lit, although most of it is wall', {}, []],
    ['out of focus', { blurPx: 14 }, ['blurred']],
    ['in the dark', { light: 0.12 }, ['dark']],
    ['into the lamp', { light: 4 }, ['bright']],
  ])('%s', (_, how, wanted) => {
    const found = faults(how);
    for (const fault of wanted) expect(found).toContain(fault);
    if (wanted.length === 0) expect(found).toEqual([]);
  });

  it('names no fault while there are no settings, nor with values that it cannot use', () => {
    const measured = measurePicture(scene({ blurPx: 14 }), null);
    expect(measured.sharpness).toBeLessThan(settings.sharpnessMin);
    expect(faultsOf(measured, null)).toEqual([]);
    expect(photoSettings({})).toBeNull();
    expect(photoSettings({ photo: { version: 2, values: { sharpnessMin: 'high' } } })).toBeNull();
  });

  it('a phone photo with its grain is clear, and what is in it is not forgotten by scaling', async () => {
    const measured = measurePicture(await loadImage(makePhoto(1).bytes), settings);
    expect(faultsOf(measured, settings)).toEqual([]);
  });
});

describe('dHash', () => {
  const hashOf = (canvas: ReturnType<typeof scene>) => parseHash(measurePicture(canvas, settings).dHash);
  it('stays the same for a smaller copy of poor quality, and differs for the device somewhere else', async () => {
    const first = scene();
    const small = createCanvas(width / 2, height / 2);
    small.getContext('2d').drawImage(first, 0, 0, width / 2, height / 2);
    const copied = await loadImage(small.toBuffer('image/jpeg', 55));
    const copy = parseHash(measurePicture(copied, settings).dHash);
    expect(hashDistance(hashOf(first), copy)).toBeLessThanOrEqual(settings.sameBitsMax);
    expect(hashDistance(hashOf(first), hashOf(scene({ at: 950 })))).toBeGreaterThan(settings.sameBitsMax);
  });
});
