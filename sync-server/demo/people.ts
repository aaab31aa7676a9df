import { demoAccounts } from '../demo-accounts.ts';

export type Person = {
  readonly accountId: string;
  readonly name: string;
  readonly role: 'technician' | 'dispatcher' | 'reviewer' | 'administrator';
  readonly deviceId?: string;
};

/** The tablets on which yesterday's work was done; nobody signs in on them again. */
const devices: Readonly<Record<string, string>> = {
  tech1: '01kdemodevice0000000000001',
  tech2: '01kdemodevice0000000000002',
};

/** A demo account as the author of documents. */
export function person(username: string): Person {
  const found = demoAccounts.find((one) => one.username === username);
  if (!found) throw new Error(`demo: nobody is called ${username}`);
  const deviceId = devices[username];
  return { accountId: found.accountId, name: found.name, role: found.role, ...(deviceId ? { deviceId } : {}) };
}

/** Who does the office stages of a role. */
export const personOf = (role: 'dispatcher' | 'reviewer' | 'administrator'): Person =>
  person({ dispatcher: 'disp1', reviewer: 'rev1', administrator: 'admin1' }[role]);

/** The photos that each step of the story takes. */
export const photosOf: Readonly<Record<string, readonly string[]>> = {
  'dropCable.photos': ['start', 'route', 'entry', 'outlet'],
  'opticalTurnup.readings': ['meter'],
  'opticalTurnup.onu': ['label', 'installed'],
  'demoSpeedTest.speedTest': ['result'],
};
