import { readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';
import type { OrderTypeDefinition, OrderView } from '../../forms/engine/types.ts';
import { localTime } from './moment.ts';
import { fontFile } from './pictures.ts';

const ink = '#0f1b2d';
const soft = '#3d4d63';
const line = '#c3cedb';
const left = 56;
const right = 595 - 56;
/** x of the columns of the table of measures */
const columns = [left, 250, 350] as const;

let font: Buffer | null = null;

/** One page that stands for the completion report of a demo order and says so: the real one is made on the station. */
export function reportPage(view: OrderView, { texts }: OrderTypeDefinition, at: string): Promise<Buffer> {
  font ??= readFileSync(fontFile());
  const { customer, place } = view.fold;
  const page = new PDFDocument({
    size: 'A4',
    margin: left,
    info: { Title: view.number, CreationDate: new Date(at) },
    // No default font: Helvetica is not embedded, and its measures are no part of the office's bundle.
    font: null as unknown as string,
  });
  const chunks: Buffer[] = [];
  page.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve) => page.on('end', () => resolve(Buffer.concat(chunks))));
  page.registerFont('sans', font).font('sans');
  page.rect(0, 0, 595, 30).fill('#fff3d1');
  page.fillColor('#7a4a00').fontSize(10).text('演示数据，不是真实工单的完工报告 · DEMO, not a real report', left, 9);
  page
    .fillColor(ink)
    .fontSize(20)
    .text(`${texts['zh-CN'].orderType ?? ''}报告（演示）`, left, 56)
    .moveDown(0.4);
  page.fontSize(10);
  for (const words of [
    `工单号　${view.number}`,
    `客户　　${customer.name}`,
    `地址　　${place.address}`,
    `生成　　${localTime(at)}`,
    `照片　　${view.evidence.length} 张，见系统`,
  ])
    page.text(words).moveDown(0.2);
  page.moveDown().fontSize(13).text('测量值').moveDown(0.3).fontSize(10);
  for (const step of view.stages.flatMap((stage) => stage.steps))
    for (const { field, value, unit, limit } of step.measures) {
      const { y } = page;
      const bounds = limit ? limitWords(limit, unit) : '—';
      page
        .fillColor(soft)
        .text(texts['zh-CN'][`field.${step.key}.${field}`] ?? field, columns[0], y, { lineBreak: false });
      page.fillColor(ink).text(`${minus(value)} ${unit}`, columns[1], y, { lineBreak: false });
      page.fillColor(soft).text(bounds, columns[2], y, { lineBreak: false });
      page
        .moveTo(left, y + 19)
        .lineTo(right, y + 19)
        .lineWidth(0.5)
        .stroke(line);
      page.y = y + 25;
    }
  page.end();
  return done;
}

function limitWords(
  { min, max }: { readonly min?: number | undefined; readonly max?: number | undefined },
  unit: string,
): string {
  if (min === undefined) return `≤ ${minus(max)} ${unit}`;
  return max === undefined ? `≥ ${minus(min)} ${unit}` : `${minus(min)} … ${minus(max)} ${unit}`;
}

const minus = (value: unknown): string => String(value ?? '').replace('-', '−');
