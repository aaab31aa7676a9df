import { randomInt } from 'node:crypto';
import type { NewOrder } from '../../bridge/office.ts';

/** The resources of a GPON B+ order; every one the order type knows. */
export const resourcesOf = (opticsClass = 'GPON-B+'): Readonly<Record<string, string | number>> => ({
  olt: 'HF-SHUSHAN-OLT-07',
  ponPort: '0/3/12',
  opticsClass,
  odf: 'ODF-12-04',
  splitter: 'SS-CHANGJIANG-118-2',
  splitterPort: '7',
  splitterRatio: '32',
  fibreKm: 2.4,
  loid: 'HF202603020017',
  onuModel: 'HG8145V5',
});

export const customerName = '黄嘉怡';

const hourMs = 3_600_000;

/** An installation of today, for two hours from the next full hour (in the last hour of a day: from the present one), complete for its type. */
export function newOrder(over: Partial<NewOrder> = {}): NewOrder {
  const now = Date.now();
  const next = Math.ceil(now / hourMs) * hourMs;
  const start = new Date(next).getDate() === new Date(now).getDate() ? next : next - hourMs;
  return {
    orderType: 'ftth-install',
    customer: { name: customerName, phone: `1390551${String(randomInt(10_000)).padStart(4, '0')}`, grade: 'gold' },
    place: {
      address: '合肥市蜀山区长江西路 118 号 5 幢 602',
      district: '蜀山区',
      latitude: 31.8206,
      longitude: 117.2272,
      area: 'urban',
    },
    products: { broadbandMbps: 500, uploadMbps: 50, iptv: true, voice: true },
    resources: resourcesOf(),
    remarks: '门禁 2 号门，需提前电话联系',
    appointment: { start: new Date(start).toISOString(), end: new Date(start + 2 * hourMs).toISOString() },
    ...over,
  };
}
