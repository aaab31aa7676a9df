/** `npm run durability -- [--points 200] [--seed N]`: kills the station so many times and says what was lost. */
import { parseArgs } from 'node:util';
import { runKills } from './kill-run.ts';

const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '200' },
    seed: { type: 'string', default: `${Date.now() % 1_000_000}` },
  },
});
const [points, seed] = [Number(values.points), Number(values.seed)];
process.stderr.write(`durability: ${points} kills, seed ${seed}\n`);
const figures = await runKills({ points, seed, say: (line) => process.stderr.write(`${line}\n`) });
process.stdout.write(`${JSON.stringify(figures)}\n`);
if (figures.lost.length + figures.duplicated.length > 0) process.exitCode = 1;
