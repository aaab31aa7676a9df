import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';

export const fontFile = (): string =>
  createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');

export type Caption = { readonly number: string; readonly at: string; readonly by: string };
export type Subject = {
  readonly slot: string;
  /** what the optical power meter reads */
  readonly meterDbm: number;
  readonly serial: string;
  readonly downMbps: string;
  readonly seed: number;
};
export type Picture = {
  readonly jpeg: Buffer;
  readonly thumbnail: Buffer;
  readonly width: number;
  readonly height: number;
  readonly stripHeight: number;
};

/** Drawn on a board of 1024 × 768 and kept smaller: 24 orders are seeded within seconds. */
const board = { width: 1024, height: 768, strip: 56 };
const scale = 0.75;
const [width, height, stripHeight] = [board.width * scale, (board.height + board.strip) * scale, board.strip * scale];

/** A drawn stand-in for a photo, recognisable at a glance, with the strip that the station adds below. */
export function picture(subject: Subject, caption: Caption): Picture {
  if (!GlobalFonts.has('DemoSans')) GlobalFonts.registerFromPath(fontFile(), 'DemoSans');
  const canvas = createCanvas(width, height);
  draw(canvas.getContext('2d'), subject, caption);
  const small = createCanvas(width * 0.4, height * 0.4);
  small.getContext('2d').drawImage(canvas, 0, 0, small.width, small.height);
  return {
    jpeg: canvas.toBuffer('image/jpeg', 80),
    thumbnail: small.toBuffer('image/webp', 55),
    width,
    height: Math.round(height),
    stripHeight,
  };
}

function draw(g: SKRSContext2D, subject: Subject, caption: Caption): void {
  g.scale(scale, scale);
  wall(g, subject.seed);
  (drawings[subject.slot.split('.').at(-1) ?? ''] ?? drawings.route)?.(g, subject);
  strip(g, caption);
}

function wall(g: SKRSContext2D, seed: number): void {
  const light = g.createLinearGradient(0, 0, board.width, board.height);
  light.addColorStop(0, `hsl(${30 + (seed % 20)} 18% 86%)`);
  light.addColorStop(1, `hsl(${30 + (seed % 20)} 14% 66%)`);
  g.fillStyle = light;
  g.fillRect(0, 0, board.width, board.height);
}

function strip(g: SKRSContext2D, { number, at, by }: Caption): void {
  g.fillStyle = '#101418';
  g.fillRect(0, board.height, board.width, board.strip);
  text(g, `${number}  ${at}  ${by}  演示图片`, 20, board.height + 37, 24, '#ffffff');
}

function text(g: SKRSContext2D, words: string, x: number, y: number, size: number, colour: string): void {
  g.font = `${size}px DemoSans`;
  g.fillStyle = colour;
  g.fillText(words, x, y);
}

function box(g: SKRSContext2D, x: number, y: number, w: number, h: number, colour: string, radius = 12): void {
  g.fillStyle = colour;
  g.beginPath();
  g.roundRect(x, y, w, h, radius);
  g.fill();
}

function cable(g: SKRSContext2D, points: readonly (readonly [number, number])[]): void {
  g.strokeStyle = '#f4f4f2';
  g.lineWidth = 9;
  g.lineJoin = 'round';
  g.beginPath();
  for (const [x, y] of points) g.lineTo(x, y);
  g.stroke();
}

const drawings: Readonly<Record<string, (g: SKRSContext2D, subject: Subject) => void>> = {
  start(g, { seed }) {
    box(g, 260, 130, 500, 480, '#4b5560');
    for (let i = 0; i < 8; i += 1)
      box(g, 300 + (i % 4) * 108, 230 + Math.floor(i / 4) * 170, 84, 110, i === seed % 8 ? '#2fae5f' : '#c9ced3', 6);
    text(g, '分纤箱', 300, 200, 40, '#e9edf0');
    cable(g, [
      [330 + (seed % 4) * 108, 560],
      [420, 690],
      [980, 700],
    ]);
  },
  route(g) {
    g.fillStyle = 'rgba(60,50,40,0.25)';
    g.beginPath();
    for (const [x, y] of [
      [380, 120],
      [640, 120],
      [1024, 768],
      [0, 768],
    ] as const)
      g.lineTo(x, y);
    g.fill();
    cable(g, [
      [470, 120],
      [430, 300],
      [250, 520],
      [120, 760],
    ]);
    for (let i = 0; i < 5; i += 1) box(g, 452 - i * i * 17, 150 + i * 120, 34, 16, '#8d949b', 4);
  },
  entry(g) {
    box(g, 560, 330, 70, 70, '#3a3f45', 35);
    cable(g, [
      [40, 200],
      [420, 210],
      [540, 300],
      [595, 365],
    ]);
    text(g, '入户孔 · 防水弯', 640, 470, 34, '#3a3f45');
  },
  outlet(g) {
    box(g, 330, 210, 360, 360, '#fbfbf8');
    box(g, 440, 330, 140, 70, '#2d7dd2', 8);
    text(g, 'SC', 482, 378, 34, '#ffffff');
    cable(g, [
      [510, 400],
      [520, 640],
      [900, 700],
    ]);
  },
  meter(g, { meterDbm, seed }) {
    box(g, 330, 90, 360, 600, '#e3a008', 30);
    box(g, 370, 150, 280, 190, '#b9cdb0', 8);
    text(g, `${meterDbm.toFixed(1)}`, 390, 260, 84, '#16220f');
    text(g, 'dBm  1490nm', 400, 315, 30, '#16220f');
    for (let i = 0; i < 6; i += 1)
      box(g, 385 + (i % 3) * 90, 400 + Math.floor(i / 3) * 110, 66, 66, i === seed % 6 ? '#c22f2f' : '#30343a', 33);
  },
  label(g, { serial, seed }) {
    box(g, 150, 160, 720, 420, '#fdfdfd', 6);
    text(g, 'GPON ONU', 190, 230, 40, '#111111');
    for (let i = 0; i < 90; i += 1) if ((i * 7 + seed) % 3) box(g, 190 + i * 7, 270, 4, 120, '#111111', 0);
    text(g, `SN: ${serial}`, 190, 460, 46, '#111111');
  },
  installed(g) {
    box(g, 200, 260, 620, 260, '#f7f7f5', 26);
    for (let i = 0; i < 6; i += 1) box(g, 260 + i * 90, 300, 18, 18, i < 5 ? '#27c35a' : '#9aa0a6', 9);
    for (let i = 0; i < 4; i += 1) box(g, 280 + i * 110, 420, 80, 60, i === 0 ? '#e3c75a' : '#55595e', 4);
    cable(g, [
      [320, 480],
      [330, 700],
      [60, 730],
    ]);
  },
  result(g, { downMbps }) {
    box(g, 170, 100, 690, 560, '#15202b', 20);
    g.strokeStyle = '#1fb6ff';
    g.lineWidth = 26;
    g.beginPath();
    g.arc(515, 420, 210, Math.PI, Math.PI * 1.82);
    g.stroke();
    text(g, downMbps, 400, 430, 80, '#ffffff');
    text(g, 'Mbit/s 下载', 420, 490, 34, '#9fb3c8');
  },
};
