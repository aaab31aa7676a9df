import type { Role } from '../bridge/office.ts';
import type { Accounts } from './accounts/types.ts';

export const demoPassword = 'linework';

type DemoAccount = {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly accountId: string;
};

/** Invented people with fixed ids, so that a demo looks the same every time. */
export const demoAccounts: readonly DemoAccount[] = [
  { username: 'tech1', name: '陈志远', role: 'technician', accountId: '01kdem000000000000000tech1' },
  { username: 'tech2', name: '林晓峰', role: 'technician', accountId: '01kdem000000000000000tech2' },
  { username: 'disp1', name: '周敏', role: 'dispatcher', accountId: '01kdem000000000000000disp1' },
  { username: 'rev1', name: '吴建国', role: 'reviewer', accountId: '01kdem0000000000000000rev1' },
  { username: 'admin1', name: '郑凯', role: 'administrator', accountId: '01kdem00000000000000admin1' },
];

/** Only with `--demo`: the one place with a default password. Accounts that are there stay as they are. */
export async function addDemoAccounts(accounts: Accounts): Promise<void> {
  for (const account of demoAccounts) {
    if (accounts.byId(account.accountId) !== null) continue;
    const added = await accounts.add({ ...account, password: demoPassword, anyPassword: true });
    if (!added.ok) throw new Error(`demo account ${account.username}: ${added.problem.code}`);
  }
}
