import { pino } from 'pino';
import { machineClock } from '../../sync-server/clock.ts';
import { defaultPolicy, type OfficeConfig } from '../../sync-server/config.ts';
import { type Office, openOffice } from '../../sync-server/open-office.ts';
import { startCouchLike } from '../fixtures/couchdb-like/server.ts';
import { type TemporaryFolder, temporaryFolder } from '../processes/temporary-folder.ts';
import { givenCouchUrl, takeCouch } from './given-couchdb.ts';

export type TestOffice = {
  readonly office: () => Office;
  readonly url: () => string;
  /** time of the office's clock, ms ahead of this machine's */
  readonly ahead: (ms: number) => void;
  /** `closed` runs while it is down */
  readonly restart: (closed?: () => Promise<void>) => Promise<void>;
  /** another office process on the same CouchDB, with the same clock; closed with this one */
  readonly beside: () => Promise<Office>;
  readonly close: () => Promise<void>;
};

export type Backend = 'embedded' | 'couchdb';

/** Both backends pass the same tests; on CouchDB's side against `COUCHDB_URL` or a strict server of its requests and answers. */
export const backends: readonly Backend[] = ['embedded', 'couchdb'];

/**
 * The real office on an ephemeral port, with demo accounts and cheap passwords, in a folder of its own.
 * `beside`: a CouchDB that somebody else started and ends, for several offices on one.
 * `other`: what is to be otherwise than in every other test.
 */
export async function officeInProcess(
  backend: Backend = 'embedded',
  beside?: string,
  other: Partial<OfficeConfig> = {},
): Promise<TestOffice> {
  const folder: TemporaryFolder = await temporaryFolder('office');
  const given = givenCouchUrl();
  const startCouch = () => (given === null ? startCouchLike(`${folder.path}/couch`) : takeCouch(given));
  const couch = backend === 'couchdb' && beside === undefined ? await startCouch() : null;
  const machine = machineClock();
  let offset = 0;
  const clock = {
    now: () => machine.now() + offset,
    facts: () => ({ ...machine.facts(), at: new Date(machine.now() + offset).toISOString() }),
  };
  const config: OfficeConfig = {
    host: '127.0.0.1',
    port: 0,
    data: folder.path,
    couchdb: couch?.url ?? beside ?? null,
    demo: true,
    empty: true,
    tls: null,
    consoleFolder: folder.path,
    policy: { ...defaultPolicy, scryptLog2N: 10 },
    ...other,
  };
  const open = () => openOffice(config, { log: pino({ level: 'silent' }), clock });
  let office = await open();
  const others: Office[] = [];
  return {
    office: () => office,
    url: () => office.url,
    ahead: (ms) => {
      offset = ms;
    },
    restart: async (closed) => {
      await office.close();
      await closed?.();
      office = await open();
    },
    beside: async () => {
      if (couch === null) throw new Error('an embedded store has one office');
      const data = `${folder.path}/beside-${others.length}`;
      const other = await openOffice({ ...config, data }, { log: pino({ level: 'silent' }), clock });
      others.push(other);
      return other;
    },
    close: async () => {
      for (const other of others) await other.close();
      await office.close();
      await couch?.close();
      await folder.remove();
    },
  };
}
