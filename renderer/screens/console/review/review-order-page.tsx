import { App, Button } from 'antd';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { stepOfSlot } from '../../../../forms/engine/judge.ts';
import type { EvidenceItem } from '../../../../forms/engine/types.ts';
import { PhotoViewer } from '../../../components/photo-viewer/photo-viewer.tsx';
import { EditBaseProvider } from '../office/edit-base-provider.tsx';
import { Shown } from '../office/states.tsx';
import { useOfficeRead } from '../office/use-office-call.ts';
import { Conflicts } from '../order/conflicts.tsx';
import { Reports, SignOffPanel } from '../order/evidence-panel.tsx';
import { evidenceSource } from '../order/evidence-source.ts';
import { History } from '../order/history.tsx';
import { ServicesPanel } from '../order/services-panel.tsx';
import { go } from '../route.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { ClaimNote } from './claim-note.tsx';
import { DecisionPanel } from './decision-panel.tsx';
import { JumpList } from './jump-list.tsx';
import { KeysHelp } from './keys-help.tsx';
import { MeasuresPanel } from './measures-panel.tsx';
import { MendedPanel } from './mended-panel.tsx';
import { PhotoSheet, photosOf } from './photo-sheet.tsx';
import { stepsToLookAt } from './plain.ts';
import { newestReport, ReportBeside } from './report-beside.tsx';
import { ReviewHead } from './review-head.tsx';
import { ReviewSteps, reviewedSteps } from './review-steps.tsx';
import { type ReworkSelection, tickStep } from './rework-selection.ts';
import { TakeBackBar } from './take-back-bar.tsx';
import { useClaim } from './use-claim.ts';
import { useKeys } from './use-keys.ts';
import { useQueue } from './use-queue.ts';

/** The reviewer's workspace: the order as it was done on the left, the decision on the right; after it the next order opens. */
export function ReviewOrderPage({ orderId }: { readonly orderId: string }): ReactNode {
  const read = useOfficeRead('workOrder.open', { orderId });
  return (
    <div className="console-page review-page">
      <Shown read={read} rows={14}>
        {(order) => (
          <EditBaseProvider key={orderId} order={order} follows>
            <ReviewBody order={order} />
          </EditBaseProvider>
        )}
      </Shown>
    </div>
  );
}

const waitsForReview = ({ view }: OfficeOrder): boolean =>
  view.fold.reviewState === 'received' || view.fold.reviewState === 'resubmitted';

function ReviewBody({ order }: { readonly order: OfficeOrder }): ReactNode {
  const { t } = useWords();
  const { message } = App.useApp();
  const { orderId } = order.view;
  const [selection, setSelection] = useState<ReworkSelection | null>(null);
  const [shown, setShown] = useState<number | null>(null);
  const [unfolded, setUnfolded] = useState(false);
  const [beside, setBeside] = useState(false);
  const [current, setCurrent] = useState<string | null>(null);
  const page = useRef<HTMLDivElement>(null);
  const words = useDefinitionWords(order.definition);
  const waits = waitsForReview(order);
  const queue = useQueue(orderId);
  const claim = useClaim(orderId, waits, queue.data?.claims, queue.data?.claimMinutes ?? 10);
  const toLookAt = useMemo(() => stepsToLookAt(order), [order]);
  const steps = useMemo(() => reviewedSteps(order), [order]);
  const photos = useMemo(() => photosOf(order), [order]);
  const on = shown === null;

  // The page's own keys (a screen on, to its end) work at once: nothing has to be clicked first.
  useEffect(() => {
    page.current?.closest<HTMLElement>('.console-main')?.focus({ preventScroll: true });
  }, []);

  const next = async () => {
    const following = await queue.findNext();
    if (following !== null) return go({ page: 'reviewOrder', orderId: following });
    void message.info(t('reviewFlow.last'));
    go({ page: 'review' });
  };
  const jump = (step: string | undefined) => {
    if (step === undefined) return;
    setCurrent(step);
    if (!toLookAt.has(step)) setUnfolded(true);
    // After the drawing: a folded step has no place yet.
    requestAnimationFrame(() => {
      const target = document.getElementById(`review-${step}`);
      target?.scrollIntoView({ block: 'start' });
      target?.focus({ preventScroll: true });
    });
  };
  const stepBy = (by: number) =>
    jump(
      steps[
        Math.max(0, Math.min(steps.length - 1, (current === null ? (by > 0 ? -1 : 0) : steps.indexOf(current)) + by))
      ],
    );
  const openPhoto = (item: EvidenceItem) => setShown(photos.indexOf(item));
  const hasReport = newestReport(order) !== null;
  useKeys(
    {
      n: () => void next(),
      b: () => go({ page: 'review' }),
      j: () => stepBy(1),
      k: () => stepBy(-1),
      p: photos.length === 0 ? undefined : () => setShown(0),
      e: () => setUnfolded((before) => !before),
      o: hasReport ? () => setBeside((before) => !before) : undefined,
      x:
        selection === null || current === null
          ? undefined
          : () => setSelection(tickStep(selection, current, selection[current]?.whole !== true)),
      ...Object.fromEntries(steps.slice(0, 9).map((step, at) => [String(at + 1), () => jump(step)])),
    },
    on,
  );

  return (
    <div ref={page} className="review-body">
      <ReviewHead order={order}>
        <div className="console-buttons console-head-action">
          <span className="console-faint">{t('reviewFlow.queueLeft', { n: queue.left })}</span>
          {hasReport && (
            <Button onClick={() => setBeside(!beside)} aria-pressed={beside} data-testid="report-beside">
              {t(beside ? 'reviewFlow.besideOff' : 'reviewFlow.beside')}
            </Button>
          )}
          <KeysHelp />
          <Button onClick={() => void next()} data-testid="review-next">
            {t('reviewFlow.skip')}
          </Button>
        </div>
      </ReviewHead>
      <TakeBackBar decided={queue.data?.decided ?? []} on={on} />
      <ClaimNote claim={claim} on={on} />
      <Conflicts order={order} />
      <div className={beside ? 'review-columns review-columns-beside' : 'review-columns'}>
        {beside && <ReportBeside order={order} />}
        <div className="console-review">
          <MendedPanel order={order} />
          <ServicesPanel order={order} />
          <MeasuresPanel order={order} />
          <PhotoSheet order={order} selection={waits ? selection : null} select={setSelection} open={openPhoto} />
          <ReviewSteps
            order={order}
            steps={steps}
            toLookAt={toLookAt}
            selection={waits ? selection : null}
            select={setSelection}
            unfolded={unfolded}
            setUnfolded={setUnfolded}
          />
          <div className="review-ends">
            <SignOffPanel order={order} />
            <Reports order={order} />
          </div>
          <details className="console-stage">
            <summary>
              <h2 className="console-stage-name">{t('order.tab.history')}</h2>
            </summary>
            <History order={order} />
          </details>
        </div>
        <div className="review-side">
          <DecisionPanel
            order={order}
            waits={waits}
            barred={claim.other !== null}
            selection={selection}
            select={setSelection}
            decided={() => void next()}
            on={on}
          />
          <JumpList order={order} steps={steps} toLookAt={toLookAt} current={current} jump={jump} />
        </div>
      </div>
      <PhotoViewer
        items={photos}
        shown={shown}
        onShow={setShown}
        src={evidenceSource(orderId)}
        nameOf={(item) => words.photo(item.slot)}
        stepOf={(item) => words.step(stepOfSlot(item.slot))}
        brokenWords={(item) => t(item.received ? 'order.photoUnreadable' : 'order.photoNotHere')}
      />
    </div>
  );
}
