import { createAdministrator } from './accounts/admin-command.ts';
import { backupCommand, restoreCommand } from './backup/commands.ts';
import { leaveCouchCredentials } from './couchdb/credentials-command.ts';

/** One command of the office's command line; answers the exit code. */
type Command = (args: readonly string[]) => Promise<number>;

/** To add one: its function in its own room, its line here. */
const commands: Readonly<Record<string, Command>> = {
  'admin create': createAdministrator,
  'couchdb-credentials': leaveCouchCredentials,
  backup: backupCommand,
  restore: restoreCommand,
};

process.umask(0o077);
const given = process.argv.slice(2);
const name = Object.keys(commands).find((one) => one.split(' ').every((word, index) => given[index] === word));
const run = name === undefined ? undefined : commands[name];
if (name === undefined || run === undefined) {
  process.stderr.write(`commands: ${Object.keys(commands).join(', ')}\n`);
  process.exitCode = 2;
} else {
  process.exitCode = await run(given.slice(name.split(' ').length));
}
