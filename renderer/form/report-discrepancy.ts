import { createContext } from 'react';
import type { Problem } from '../../domain/problem.ts';

export type Discrepancy = {
  readonly orderId: string;
  readonly resource: string;
  readonly found: string;
  readonly note: string;
  /** one for each opened report: pressing twice reports once */
  readonly requestKey: string;
};

/** Sends what was found instead of what was ordered; answers the problem when it was refused. */
export type ReportDiscrepancy = (discrepancy: Discrepancy) => Promise<Problem | null>;

/** How a form reports a discrepancy. Null where nothing can be reported: the verdict is kept and no report is offered. */
export const ReportDiscrepancyContext = createContext<ReportDiscrepancy | null>(null);
