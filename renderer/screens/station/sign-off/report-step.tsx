import { CheckCircleFilled, DownloadOutlined, EyeOutlined, FilePdfOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type MouseEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { evidencePath } from '../../../../bridge/station.ts';
import type { Problem } from '../../../../domain/problem.ts';
import { finalPhases } from '../../../../domain/work-order/moves.ts';
import { reportOccasion } from '../../../../forms/engine/report-occasion.ts';
import { endingProposed } from '../../../../forms/engine/service-results.ts';
import { newRequestKey } from '../../../app/request-key.ts';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { QuietState } from '../../../components/quiet-state.tsx';
import { useAct } from '../../../hooks/station-context.ts';
import { useFormat } from '../../../hooks/use-format.ts';
import type { OpenedOrder } from '../order/opened-order.ts';
import { StepFooter, StepScroll } from '../order/step-layout.tsx';
import css from './sign-off.module.css';

type Props = {
  readonly order: OpenedOrder;
  readonly disabled: boolean;
  readonly head: ReactNode;
  readonly next: ReactNode;
  readonly lead: ReactNode;
};

/** Makes the completion report on this device, without a link, and hands it to the customer. */
export function ReportStep({ order, disabled, head, next, lead }: Props): ReactNode {
  const { t } = useTranslation('station');
  const make = useAct('report.make');
  const [problem, setProblem] = useState<Problem | null>(null);
  const { reports, signOff } = order.view.fold;
  const run = async () => {
    setProblem(null);
    const answer = await make.act({ orderId: order.view.orderId, requestKey: newRequestKey() });
    if (!answer.ok) setProblem(answer.problem);
  };
  const button = (again: boolean) => (
    <Button
      type={again ? 'default' : 'primary'}
      size="large"
      icon={<FilePdfOutlined />}
      disabled={disabled || !signOff}
      loading={make.busy}
      onClick={() => void run()}
      data-testid="make-report"
      data-place="main"
    >
      {make.busy ? t('report.making') : again ? t('report.makeAgain') : t('report.make')}
    </Button>
  );
  return (
    <>
      <StepScroll head={head}>
        <ProblemAlert problem={problem} words={order.words} sought />
        {reports.length === 0 ? (
          <QuietState
            icon={<FilePdfOutlined />}
            title={t('report.title')}
            hint={signOff ? `${t('report.none')} ${t('report.hint')}` : t('report.notPossible')}
          />
        ) : (
          <>
            <EndingAdvice order={order} />
            <ReportCards order={order} />
          </>
        )}
      </StepScroll>
      <StepFooter lead={lead}>
        {reports.length === 0 ? (
          button(false)
        ) : (
          <>
            {disabled ? null : button(true)}
            {next}
          </>
        )}
      </StepFooter>
    </>
  );
}

/** Where a service is not done, how the order should end. */
function EndingAdvice({ order }: { readonly order: OpenedOrder }): ReactNode {
  const { t } = useTranslation('station');
  const ending = endingProposed(order.view, order.definition);
  if (ending === 'complete' || finalPhases.has(order.view.fold.phase)) return null;
  return (
    <p className={css.advice} role="note" data-testid="ending-advice">
      {t(ending === 'partial' ? 'report.partialAdvice' : 'report.failAdvice')}
    </p>
  );
}

/** Every report of the order, newest first: open, print, save for the customer. */
export function ReportCards({ order }: { readonly order: OpenedOrder }): ReactNode {
  return order.view.fold.reports
    .toReversed()
    .map((report) => <ReportCard key={report.eventId} order={order} report={report} />);
}

function ReportCard({
  order,
  report,
}: {
  readonly order: OpenedOrder;
  readonly report: OpenedOrder['view']['fold']['reports'][number];
}): ReactNode {
  const { t } = useTranslation(['station', 'words']);
  const format = useFormat();
  const opening = useAct('report.open');
  const frame = useRef<HTMLIFrameElement>(null);
  const [shown, setShown] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const item = order.view.evidence.find((one) => one.id === report.evidenceId);
  const viewPath = evidencePath(report.evidenceId, 'view');
  const open = async () => {
    const answer = await opening.act({ orderId: order.view.orderId, sha256: report.sha256 });
    if (!answer.ok) setProblem(answer.problem);
    else if (!window.linework) window.open(answer.value.path, '_blank', 'noopener');
  };
  const newest = order.view.fold.reports.at(-1)?.report;
  const name = `${order.view.number}-${report.report}.pdf`;
  // Electron's preload prints and saves with the system's own dialogs; in a browser the page does it.
  const print = () => {
    if (window.linework) void window.linework.printFile(viewPath);
    else if (shown) frame.current?.contentWindow?.print();
    else setShown(true);
  };
  const save = (event: MouseEvent) => {
    if (!window.linework) return;
    event.preventDefault();
    void window.linework.saveFile(viewPath, name);
  };
  return (
    <section className={css.done} data-testid={`report-${report.report}`}>
      <div className={css.doneHead}>
        <CheckCircleFilled aria-hidden /> {t('station:photo.reportN', { n: report.report })}
      </div>
      <p>
        {format.dateTime(report.at)} ·{' '}
        {item ? t('station:report.made', { size: format.bytes(item.document.bytes) }) : ''} ·{' '}
        {item?.received ? t('words:photo.received') : t('words:photo.waiting')} ·{' '}
        {t(`words:report.occasion.${reportOccasion(order.view.fold, report.eventId)}`)}
        {newest !== undefined && newest !== report.report ? ` · ${t('words:report.replaced', { n: newest })}` : null}
      </p>
      <div className={css.acts}>
        <Button icon={<EyeOutlined />} onClick={() => void open()} loading={opening.busy} data-testid="open-report">
          {t('station:report.open')}
        </Button>
        <Button icon={<PrinterOutlined />} onClick={print} data-testid="print-report">
          {t('station:report.print')}
        </Button>
        <Button icon={<DownloadOutlined />} href={viewPath} download={name} onClick={save} data-testid="save-report">
          {t('station:report.save')}
        </Button>
      </div>
      {shown ? (
        <iframe
          ref={frame}
          className={css.preview}
          src={viewPath}
          title={t('station:report.title')}
          onLoad={() => frame.current?.contentWindow?.print()}
        />
      ) : null}
      <p className={css.hash}>
        {t('station:report.hash')} sha256 {report.sha256}
      </p>
      <ProblemAlert problem={problem} />
    </section>
  );
}
