import type { ParsedOf, ValueOf } from '../../bridge/contract.ts';
import type { OfficeCallName, OfficeCalls } from '../../bridge/office.ts';
import type { Accounts, Actor } from '../accounts/types.ts';
import type { NewEntry } from './types.ts';

type Noted = Omit<NewEntry, 'by' | 'address' | 'deviceId'>;
/** Makes the entry that a call leaves in the trail when it was done; `value` is its answer. */
type NotesOf<K extends OfficeCallName> = (
  argument: ParsedOf<OfficeCalls[K]>,
  value: ValueOf<OfficeCalls[K]>,
  accounts: Pick<Accounts, 'byId'>,
) => Noted;
type Table = { readonly [K in OfficeCallName]?: NotesOf<K> };

const nameOf = (accounts: Pick<Accounts, 'byId'>, accountId: string): string =>
  accounts.byId(accountId)?.username ?? accountId;

/** The calls that are noted, done or refused. Everything else that people do stands in the orders. */
const auditedCalls: Table = {
  'session.signOut': () => ({ action: 'session.signedOut' }),
  'session.changePassword': () => ({ action: 'session.passwordChanged' }),
  'accounts.add': (_argument, { username, role, accountId }) => ({
    action: 'account.added',
    about: username,
    details: { role, accountId },
  }),
  'accounts.setDisabled': ({ accountId, disabled }, { username }) => ({
    action: disabled ? 'account.disabled' : 'account.enabled',
    about: username,
    details: { accountId },
  }),
  'accounts.setPerforms': ({ accountId, performs }, { username }) => ({
    action: 'account.performsChanged',
    about: username,
    details: { accountId, performs: performs.join(' ') },
  }),
  'accounts.resetPassword': ({ accountId }, _value, accounts) => ({
    action: 'account.passwordReset',
    about: nameOf(accounts, accountId),
    details: { accountId },
  }),
  'devices.revoke': ({ deviceId }, { accountId }, accounts) => ({
    action: 'device.revoked',
    about: deviceId,
    details: { of: nameOf(accounts, accountId) },
  }),
  'orderTypes.publish': (_argument, { key, version }) => ({
    action: 'orderType.published',
    about: `${key}@${version}`,
  }),
  'settings.publish': (_argument, { key, version }) => ({ action: 'settings.published', about: `${key}@${version}` }),
  'workOrder.override': ({ orderId, stage, gate }) => ({
    action: 'order.gateOverridden',
    about: orderId,
    details: { stage, gate },
  }),
  'workOrder.refuseOverride': ({ orderId, stage, gate }) => ({
    action: 'order.overrideRefused',
    about: orderId,
    details: { stage, gate },
  }),
};

/** The entry that this call leaves in the trail when it was done; null: none. */
export function noteOfCall(
  name: OfficeCallName,
  argument: object,
  value: unknown,
  accounts: Pick<Accounts, 'byId'>,
): Noted | null {
  const noted = auditedCalls[name] as NotesOf<'accounts.add'> | undefined;
  return noted?.(argument as never, value as never, accounts) ?? null;
}

export const isAudited = (name: string): boolean => Object.hasOwn(auditedCalls, name);

/** The actor as an entry names him. */
export const byActor = ({ account, deviceId }: Actor): Pick<NewEntry, 'by' | 'deviceId'> => ({
  by: { accountId: account.accountId, username: account.username, role: account.role },
  deviceId,
});
