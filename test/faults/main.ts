/** `npm run faults -- [--seed N] [--schedules M] [--together K]`: random fault schedules; figures as JSON, a counterexample shortened. */
import { parseArgs } from 'node:util';
import { isGood } from './figures.ts';
import { runFaults } from './run.ts';
import { shorten } from './shorten.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: `${Date.now() % 1_000_000}` },
    schedules: { type: 'string', default: '200' },
    together: { type: 'string', default: '12' },
    shorten: { type: 'string', default: '600' },
  },
});
const [seed, schedules, together] = [Number(values.seed), Number(values.schedules), Number(values.together)];
// The processes are ended with us, also when somebody ends us.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
const say = (line: string): void => void process.stderr.write(`${line}\n`);
say(`faults: ${schedules} schedules, seed ${seed}, ${together} together`);
const { failing, ...figures } = await runFaults({ seed, schedules, together, say });
process.stdout.write(`${JSON.stringify(figures)}\n`);
if (!isGood({ failing, ...figures })) {
  process.exitCode = 1;
  const [first] = failing;
  if (first) {
    const found = await shorten(first, { withinSeconds: Number(values.shorten), say });
    process.stdout.write(`${JSON.stringify({ counterexample: found })}\n`);
  }
}
