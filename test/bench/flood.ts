import { loadavg } from 'node:os';
import { builtProgram } from '../processes/built.ts';
import { type Measured, peopleUnderAttack } from '../processes/people-under-attack.ts';
import { percentile, type Report, say } from './report-figure.ts';

const forMs = 30_000;

/**
 * How long a device that saves and a dispatcher who creates wait while the office is attacked; `baseline` is the same work without the
 * attack, a moment earlier. `LINEWORK_BASE_OFFICE` names the `office/main.mjs` of another build, measured afterwards.
 */
export async function flood(report: Report): Promise<void> {
  tell(report, 'flood', await peopleUnderAttack(forMs, { release: builtProgram('office/main.mjs') }));
  const other = process.env.LINEWORK_BASE_OFFICE ?? '';
  if (other !== '') tell(report, 'flood.base', await peopleUnderAttack(forMs, { release: other }));
}

function tell(report: Report, name: string, { attack, alone, attacked }: Measured): void {
  say(`${name}: the attacker was answered ${JSON.stringify(attack)}`);
  const load = Math.round((loadavg()[0] ?? 0) * 10) / 10;
  for (const what of ['saves', 'orders'] as const) {
    for (const share of [0.5, 0.99] as const) {
      const value = percentile(attacked[what], share);
      const baseline = percentile(alone[what], share);
      report({ name: `${name}.${what}.p${share * 100}`, value, baseline, unit: 'ms', n: attacked[what].length, load });
    }
  }
  report({ name: `${name}.refused`, value: attacked.refused.length, unit: 'answers', n: 1 });
  for (const text of attacked.refused.slice(0, 5)) say(`${name}: refused ${text.slice(0, 300)}`);
}
