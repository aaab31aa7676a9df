import type { PouchDocument } from '../../storage/open-store.ts';
import { machineClock } from '../../sync-server/clock.ts';
import type { IncomingDocument } from '../../sync-server/database/types.ts';
import { openEmbeddedDatabases } from '../../sync-server/embedded/open-databases.ts';
import { migrations } from '../../sync-server/migrations/all.ts';
import { migrate } from '../../sync-server/migrations/migration.ts';
import { storeFolder } from '../../sync-server/open-office.ts';
import { makeId } from '../builders/device-documents.ts';
import { settings } from '../builders/install-story.ts';
import { type Story, tellStory } from '../builders/order-story.ts';
import { pouchRevision } from './pouch-revision.ts';

const surnames = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗'];
const given = [...'伟芳娜敏静丽强磊洋艳勇军杰娟涛明超秀霞平刚桂英建国志远小满'];
const streets = ['望江西路', '黄山路', '长江中路', '徽州大道', '金寨路', '繁华大道', '潜山路', '芙蓉路'];
const districts = ['蜀山区', '包河区', '庐阳区', '瑶海区'];
const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T;

function story(n: number): Story {
  const orderId = makeId();
  const now = Date.now();
  return tellStory({
    orderId,
    _id: `workOrder:${orderId}`,
    number: `HF${String(n).padStart(8, '0')}`,
    customer: {
      name: pick(surnames, n) + pick(given, n * 7) + pick(given, n * 13 + 3),
      phone: `199${String(10_000_000 + n * 37).slice(-8)}`,
      grade: pick(['standard', 'gold', 'silver', 'diamond'] as const, n),
    },
    place: {
      address: `${pick(streets, n)} ${(n % 300) + 1} 号 ${(n % 20) + 1} 栋 ${(n % 18) + 1}0${(n % 4) + 1}`,
      district: pick(districts, n),
      area: 'urban',
    },
    settings: Object.fromEntries(Object.entries(settings).map(([key, { version }]) => [key, version])),
    appointment: { start: new Date(now + 3_600_000).toISOString(), end: new Date(now + 10_800_000).toISOString() },
    // Within their limits: an order has the one need that its story gives it.
    acceptedAt: new Date(now - (n % 600) * 60_000).toISOString(),
    createdAt: new Date(now - (n % 600) * 60_000).toISOString(),
  });
}

/** An order that a dispatcher has to do something about: unassigned, declined, returned, or asked to be cancelled. */
function waiting(n: number): Story {
  const told = story(n);
  if (n % 2 === 0) return told;
  const assignmentId = makeId();
  const technicianId = makeId();
  const technician = told.device('a', technicianId);
  told.office.does('assigned', { assignmentId, technicianId });
  technician.meets(told.office);
  if (n % 6 === 1) {
    technician.does('declined', { assignmentId, reasonCode: 'notMyArea', note: '' });
    return told;
  }
  technician.does('accepted', { assignmentId });
  if (n % 6 === 3) technician.does('returned', { assignmentId, reasonCode: 'noResource', note: '分光器无空闲端口' });
  else technician.does('cancelAsked', { reasonCode: 'customerGivesUp', note: '客户不装了' });
  return told;
}

/** A completed order that waits for its reviewer. */
function finished(n: number): Story {
  const told = story(n);
  const assignmentId = makeId();
  const technicianId = makeId();
  const technician = told.device('a', technicianId);
  told.office.does('assigned', { assignmentId, technicianId });
  technician.meets(told.office);
  technician.does('accepted', { assignmentId });
  technician.does('started', { assignmentId });
  technician.does('completed', { assignmentId });
  return told;
}

/** Fills the data folder of an office that does not run with orders that each wait for one person. */
export async function fillConsole(data: string, orders: number, whom: 'dispatcher' | 'reviewer'): Promise<void> {
  const clock = machineClock();
  const databases = openEmbeddedDatabases(storeFolder(data));
  const office = await databases.ensure('office');
  await migrate(databases, office, migrations, clock);
  const work = await databases.ensure('work');
  const tell = whom === 'dispatcher' ? waiting : finished;
  for (let at = 0; at < orders; at += 500) {
    const count = Math.min(500, orders - at);
    const documents = Array.from({ length: count }, (_, n) => tell(at + n).all()).flat();
    const written = documents.map((document) => pouchRevision(document as unknown as PouchDocument));
    await work.bulkDocs(written as unknown as IncomingDocument[], { newEdits: false });
  }
  await databases.close();
}
