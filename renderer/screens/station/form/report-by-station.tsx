import { type ReactNode, useCallback } from 'react';
import { type ReportDiscrepancy, ReportDiscrepancyContext } from '../../../form/report-discrepancy.ts';
import { useStation } from '../../../hooks/station-context.ts';

/** Fields inside report a discrepancy to dispatch through the station; it is sent as soon as there is a link. */
export function ReportByStation({ children }: { readonly children: ReactNode }): ReactNode {
  const station = useStation();
  const report = useCallback<ReportDiscrepancy>(
    async (discrepancy) => {
      const answer = await station.call('workOrder.reportDiscrepancy', discrepancy);
      return answer.ok ? null : answer.problem;
    },
    [station],
  );
  return <ReportDiscrepancyContext value={report}>{children}</ReportDiscrepancyContext>;
}
