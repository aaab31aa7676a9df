import { readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';
import type { OrderView } from '../../forms/engine/types.ts';
import { fontFile } from './pictures.ts';

let font: Buffer | null = null;

/** One page that stands for the completion report of a demo order: the real one is made on the station and looks better. */
export function reportPage(view: OrderView, at: string): Promise<Buffer> {
  font ??= readFileSync(fontFile());
  const page = new PDFDocument({ size: 'A4', margin: 56, info: { Title: view.number, CreationDate: new Date(at) } });
  const chunks: Buffer[] = [];
  page.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve) => page.on('end', () => resolve(Buffer.concat(chunks))));
  page.registerFont('sans', font).font('sans');
  page.fontSize(18).text('装机完工报告（演示）').moveDown(0.5);
  const { customer, place } = view.fold;
  page.fontSize(10);
  for (const line of [`工单号 ${view.number}`, `客户 ${customer.name}`, `地址 ${place.address}`, `完工时间 ${at}`])
    page.text(line);
  page.moveDown().fontSize(12).text('测量值').fontSize(10);
  for (const step of view.stages.flatMap((stage) => stage.steps))
    for (const { field, value, unit, limit } of step.measures) {
      const bounds = limit ? `（${limit.min ?? ''} … ${limit.max ?? ''}，${limit.source}）` : '';
      page.text(`${field}  ${value} ${unit} ${bounds}`);
    }
  page.moveDown().text(`照片 ${view.evidence.length} 张`);
  page.end();
  return done;
}
