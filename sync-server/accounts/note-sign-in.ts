import type { AuditEntry } from '../../bridge/audit.ts';
import type { Result } from '../../domain/result.ts';
import type { Audit } from '../audit/types.ts';
import { addressGroup } from './address-group.ts';
import type { AccountDocument } from './documents.ts';
import type { SignedIn, SignIn } from './types.ts';

type Asked = Pick<SignIn, 'address' | 'device' | 'cookie'>;

const byAccount = ({ accountId, username, role }: AccountDocument): AuditEntry['by'] => ({ accountId, username, role });

/**
 * Leaves a sign-in in the audit trail.
 * @param account whose name was given, as the office knows him; null: nobody, and what was typed is not kept
 * @param isNew the device was never enrolled for this account before
 */
export async function noteSignIn(
  audit: Pick<Audit, 'note' | 'refused'>,
  { address, device, cookie }: Asked,
  answer: Result<SignedIn>,
  account: AccountDocument | null,
  isNew: boolean,
): Promise<void> {
  const by = account === null ? null : byAccount(account);
  if (!answer.ok) {
    // By the network, so that a /64 of IPv6 is one.
    audit.refused({ action: 'session.signedIn', code: answer.problem.code, by, address: addressGroup(address) });
    return;
  }
  const deviceId = device?.deviceId ?? null;
  const via = cookie === true && device === undefined ? 'cookie' : 'bearer';
  await audit.note({ action: 'session.signedIn', by, address, deviceId, details: { via } });
  if (deviceId !== null && isNew)
    await audit.note({ action: 'device.enrolled', by, address, deviceId, about: deviceId });
}
