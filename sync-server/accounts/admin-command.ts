import path from 'node:path';
import { parseArgs } from 'node:util';
import { inBothLanguages } from '../../domain/problem.ts';
import { folderTrouble } from '../../storage/folder-trouble.ts';
import { defaultPolicy } from '../config.ts';
import { leaveAdministrator } from './first-administrator.ts';

/** `admin create --data DIR [--username admin] [--name 管理员]`: prints the one-time code of a new administrator. */
export async function createAdministrator(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string', default: 'data/office' },
      username: { type: 'string', default: 'admin' },
      name: { type: 'string', default: '管理员' },
    },
  });
  if (!/^[a-z0-9][a-z0-9._-]{1,31}$/.test(values.username)) {
    process.stderr.write('--username: 2 to 32 of a-z 0-9 . _ -\n');
    return 2;
  }
  const data = path.resolve(values.data);
  const given = { username: values.username, name: values.name };
  try {
    const { code, until } = await leaveAdministrator(data, given, Date.now(), defaultPolicy.scryptLog2N);
    process.stdout.write(
      `sign in once as ${values.username} with the code ${code} before ${until}, then change the password\n`,
    );
    return 0;
  } catch (error) {
    const trouble = await folderTrouble(error, data);
    if (trouble === null) throw error;
    process.stderr.write(`${inBothLanguages(trouble)}\n`);
    return 1;
  }
}
