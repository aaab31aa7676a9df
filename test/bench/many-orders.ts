import { join } from 'node:path';
import { grantId } from '../../domain/documents/grant.ts';
import { openTechnicianStore } from '../../main/station/store/technician-store.ts';
import type { PouchDocument } from '../../storage/open-store.ts';
import { sampleOf } from '../builders/answers.ts';
import { makeId } from '../builders/device-documents.ts';
import { settings } from '../builders/install-story.ts';
import { tellStory } from '../builders/order-story.ts';
import { pouchRevision } from './pouch-revision.ts';

const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗'];
const given = [...'伟芳娜敏静丽强磊洋艳勇军杰娟涛明超秀霞平刚桂英建国志远小满'];
const streets = ['望江西路', '黄山路', '长江中路', '徽州大道', '金寨路', '繁华大道', '潜山路', '芙蓉路'];
const districts = ['蜀山区', '包河区', '庐阳区', '瑶海区'];

const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T;

/** The eight documents of one order as a mailbox holds them: order, grant, assigned, accepted, started, note and two submissions. */
export function orderOfEight(n: number, technicianId: string): PouchDocument[] {
  const orderId = makeId();
  const day = Date.now() + ((n % 60) - 30) * 86_400_000;
  const story = tellStory({
    orderId,
    _id: `workOrder:${orderId}`,
    number: `HF${String(n).padStart(8, '0')}`,
    customer: {
      name: pick(surnames, n) + pick(given, n * 7) + pick(given, n * 13 + 3),
      phone: `199${String(10_000_000 + n * 37).slice(-8)}`,
      grade: pick(['standard', 'gold', 'silver', 'diamond'] as const, n),
    },
    place: {
      address: `${pick(streets, n)} ${(n % 300) + 1} 号 ${(n % 20) + 1} 栋`,
      district: pick(districts, n),
      area: 'urban',
    },
    settings: Object.fromEntries(Object.entries(settings).map(([key, { version }]) => [key, version])),
    appointment: { start: new Date(day).toISOString(), end: new Date(day + 7_200_000).toISOString() },
    acceptedAt: new Date(day - 86_400_000).toISOString(),
    createdAt: new Date(day - 86_400_000).toISOString(),
  });
  const assignmentId = makeId();
  const technician = story.device('a', technicianId);
  story.office.does('assigned', { assignmentId, technicianId });
  technician.meets(story.office);
  technician.does('accepted', { assignmentId });
  technician.does('started', { assignmentId });
  technician.does('noted', { text: `第 ${n} 单：客户希望上午上门，门禁需提前联系物业。` });
  for (const step of ['orderStudy.services', 'preparation.kit']) {
    const fields = Object.fromEntries(Object.entries(sampleOf(step)).map(([key, value]) => [key, { value }]));
    technician.submits(step, fields as never, { assignmentId });
  }
  const at = new Date(day - 80_000_000).toISOString();
  const grant = {
    _id: grantId(orderId),
    type: 'grant',
    schemaVersion: 1,
    createdBy: 'office',
    orderId,
    state: 'active',
    assignmentId,
    changedAt: at,
  };
  return [...story.all(), grant].map((document) => pouchRevision(document as unknown as PouchDocument));
}

/** Writes orders straight into a stopped station's store, as replication would have. */
export async function fillStation(data: string, technicianId: string, orders: number): Promise<void> {
  const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const folder = join(data, 'technicians', technicianId);
  const store = await openTechnicianStore({ folder, now: Date.now, log: quiet, changed: () => undefined });
  for (let at = 0; at < orders; at += 250) {
    const count = Math.min(250, orders - at);
    await store.receive(Array.from({ length: count }, (_, n) => orderOfEight(at + n, technicianId)).flat());
  }
  await store.close();
}
