import type { ReactNode } from 'react';
import { type OfficeOrder, officeEvidencePath } from '../../../../bridge/office.ts';
import { useWords } from '../words/use-words.ts';

/** The newest report that the office holds; null: there is none to show. */
export function newestReport({
  view,
}: Pick<OfficeOrder, 'view'>): { readonly n: number; readonly sha256: string } | null {
  const report = view.fold.reports.at(-1);
  const held = view.evidence.find(({ id }) => id === report?.evidenceId)?.received === true;
  return report === undefined || !held ? null : { n: report.report, sha256: report.sha256 };
}

/** The report as the customer saw it, beside what was answered. */
export function ReportBeside({ order }: { readonly order: OfficeOrder }): ReactNode {
  const { t } = useWords();
  const report = newestReport(order);
  if (report === null) return null;
  return (
    <iframe
      className="review-report"
      title={t('reviewFlow.reportFrame', { n: report.n })}
      src={`${officeEvidencePath(order.view.orderId, report.sha256)}#view=FitH`}
      data-testid="report-frame"
    />
  );
}
