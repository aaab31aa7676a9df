import { engineSla } from './engine-sla.ts';
import type { Report } from './report-figure.ts';

/** What the engine computes, without a process or a disk around it. */
export async function engine(report: Report): Promise<void> {
  engineSla(report);
}
