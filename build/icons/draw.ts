/** Draws the application's icon; run by hand when it changes: `node --import tsx build/icons/draw.ts`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';

const size = 1024;
const canvas = createCanvas(size, size);
const pen = canvas.getContext('2d');

const ground = pen.createLinearGradient(0, 0, 0, size);
ground.addColorStop(0, '#1668dc');
ground.addColorStop(1, '#0958d9');
pen.fillStyle = ground;
pen.beginPath();
pen.roundRect(56, 56, size - 112, size - 112, 208);
pen.fill();

// The line: one fibre from the exchange to the home, spliced once on the way.
pen.strokeStyle = '#ffffff';
pen.lineWidth = 72;
pen.lineCap = 'round';
pen.lineJoin = 'round';
pen.beginPath();
pen.moveTo(276, 268);
pen.lineTo(276, 590);
pen.bezierCurveTo(276, 716, 360, 756, 470, 756);
pen.lineTo(748, 756);
pen.stroke();

const ring = (x: number, y: number, radius: number, fill: string) => {
  pen.fillStyle = fill;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
};
ring(276, 268, 92, '#ffffff');
ring(276, 268, 46, '#0958d9');
ring(748, 756, 92, '#ffffff');
ring(748, 756, 46, '#ffc53d');

// The tick: done, and signed for.
pen.lineWidth = 64;
pen.beginPath();
pen.moveTo(520, 420);
pen.lineTo(620, 520);
pen.lineTo(790, 320);
pen.stroke();

writeFileSync(path.join(import.meta.dirname, 'icon.png'), canvas.toBuffer('image/png'));
