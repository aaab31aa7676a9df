import { randomBytes } from 'node:crypto';
import { makeIds } from '../../domain/ids.ts';
import type { PouchDocument } from '../../storage/open-store.ts';
import { openAccounts } from '../../sync-server/accounts/open-accounts.ts';
import { machineClock } from '../../sync-server/clock.ts';
import { defaultPolicy } from '../../sync-server/config.ts';
import { couchDatabases } from '../../sync-server/couchdb/couch-databases.ts';
import type { IncomingDocument } from '../../sync-server/database/types.ts';
import { openEmbeddedDatabases } from '../../sync-server/embedded/open-databases.ts';
import { readGeneration } from '../../sync-server/generation.ts';
import { migrations } from '../../sync-server/migrations/all.ts';
import { migrate } from '../../sync-server/migrations/migration.ts';
import { storeFolder } from '../../sync-server/open-office.ts';
import { checkpointIn } from '../../sync-server/router/checkpoint.ts';
import { orderOfEight } from './many-orders.ts';

/** A device that has signed in: what its store would hold. */
export type Enrolled = { readonly technicianId: string; readonly mailbox: string; readonly token: string };

const password = 'bench-password';

/**
 * Fills the data folder of an office that does not run: technicians, each with an enrolled device and a session of the accounts' own
 * making, and in each mailbox the orders of a morning. Those count as collected: they came from the office.
 * @param orders for each mailbox, of 8 documents each
 * @param couchdb where its databases are, instead of in the folder
 */
export async function fillFleet(
  data: string,
  devices: number,
  orders: number,
  couchdb?: string,
): Promise<readonly Enrolled[]> {
  const clock = machineClock();
  const makeId = makeIds(clock.now, (length) => randomBytes(length));
  const databases = couchdb === undefined ? openEmbeddedDatabases(storeFolder(data)) : couchDatabases(couchdb);
  const office = await databases.ensure('office');
  // An office that has run before: what its first start of all does is not measured.
  await migrate(databases, office, migrations, clock);
  const generation = await readGeneration(office, makeId);
  // Setting up pays for cheap passwords; nobody signs in by them afterwards.
  const policy = { ...defaultPolicy, scryptLog2N: 4 };
  const failed = (error: unknown): never => {
    throw error;
  };
  const accounts = await openAccounts({ databases, clock, makeId, policy, generation, data, failed });
  const fleet: Enrolled[] = [];
  for (let n = 0; n < devices; n += 1) {
    const username = `fleet${n}`;
    const added = await accounts.add({ username, name: `${n} 号`, role: 'technician', password, anyPassword: true });
    if (!added.ok) throw new Error(added.problem.code);
    const device = { deviceId: makeId(), label: 'fleet' };
    const signedIn = await accounts.signIn({ username, password, device, address: `10.0.${n >> 8}.${n & 255}` });
    if (!signedIn.ok) throw new Error(signedIn.problem.code);
    const technicianId = added.value.accountId;
    const mailbox = signedIn.value.session.mailbox ?? '';
    fleet.push({ technicianId, mailbox, token: signedIn.value.token });
    if (orders === 0) continue;
    const database = databases.open(mailbox);
    const documents = Array.from({ length: orders }, (_, at) => orderOfEight(at, technicianId)).flat();
    await database.bulkDocs(documents as PouchDocument[] as unknown as IncomingDocument[], { newEdits: false });
    const collected = checkpointIn(database, 'router-collect');
    await collected.read();
    await collected.write((await database.info()).update_seq);
  }
  await accounts.close();
  await databases.close();
  return fleet;
}
