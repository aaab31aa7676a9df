import { ArrowLeftOutlined, FileSearchOutlined, HourglassOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../domain/problem.ts';
import { LoadingState } from '../../../components/loading-state.tsx';
import { type OlderAnswer, OlderAnswers } from '../../../components/older-answers.tsx';
import { ProblemAlert } from '../../../components/problem-alert.tsx';
import { QuietState } from '../../../components/quiet-state.tsx';
import { problemOf, useCall } from '../../../hooks/station-context.ts';
import { go } from '../../../hooks/use-hash-route.ts';
import { useLanguage } from '../../../hooks/use-language.ts';
import { definitionWords } from '../../../texts/definition-words.ts';
import { BrokenOrder } from './broken-order.tsx';
import { ChangesPanel } from './changes-panel.tsx';
import { FactsTab } from './facts-tab.tsx';
import { HistoryTab } from './history-tab.tsx';
import { nameOf, type OpenedOrder } from './opened-order.ts';
import css from './order.module.css';
import { OrderHeader } from './order-header.tsx';
import { PhotosTab } from './photos-tab.tsx';
import { StandingNotes } from './standing-notes.tsx';
import { WorkTab } from './work-tab.tsx';

type Props = {
  readonly orderId: string;
  readonly tab: string;
  readonly step: string | null;
  readonly deviceId: string | null;
};

/** One order: its header, what dispatch changed, and the work, facts, photos or history of it. */
export function OrderScreen({ orderId, tab, step, deviceId }: Props): ReactNode {
  const { t } = useTranslation('station');
  const language = useLanguage();
  const { data, error } = useCall('workOrder.open', { orderId }, { keep: true });
  const order = useMemo(() => data && { ...data, words: definitionWords(data.definition, language) }, [data, language]);
  const problem = problemOf(error);
  const back = (
    <Button icon={<ArrowLeftOutlined />} onClick={() => go()}>
      {t('order.backToList')}
    </Button>
  );
  if (problem?.code === 'order.definitionArriving')
    return <QuietState icon={<HourglassOutlined />} title={t('order.arriving')} action={back} testId="arriving" />;
  if (problem?.code === 'order.unknown')
    return <QuietState icon={<FileSearchOutlined />} title={t('order.notFound')} action={back} />;
  if (problem && !order && isBroken(problem)) return <BrokenOrder orderId={orderId} problem={problem} />;
  if (problem && !order)
    return (
      <div style={{ padding: '2rem' }}>
        <ProblemAlert problem={problem} action={back} />
      </div>
    );
  if (!order) return <LoadingState />;
  return (
    <div
      className={css.screen}
      data-testid="order-screen"
      data-order={order.view.number}
      data-phase={order.view.fold.phase}
    >
      <OrderHeader order={order} tab={tab} />
      {/* When an order breaks while it stands open, what was read stays in view, under the reason why nothing is taken any more. */}
      <ProblemAlert problem={problem && isBroken(problem) ? problem : null} />
      <ChangesPanel order={order} />
      <StandingNotes order={order} tab={tab} />
      <OlderAnswers answers={olderAnswersOf(order)} words={order.words} inset />
      {tab === 'facts' ? (
        <FactsTab order={order} />
      ) : tab === 'photos' ? (
        <PhotosTab order={order} />
      ) : tab === 'history' ? (
        <HistoryTab order={order} deviceId={deviceId} />
      ) : (
        <WorkTab order={order} step={step} deviceId={deviceId} />
      )}
    </div>
  );
}

const isBroken = ({ code }: Problem): boolean => brokenCodes.has(code);
const brokenCodes: ReadonlySet<string> = new Set(['order.definitionBroken', 'order.unreadable', 'order.tangled']);

/** What was submitted, and what was typed on this device, under an older version of the form. */
const olderAnswersOf = (order: OpenedOrder): readonly OlderAnswer[] => [
  ...order.view.unmapped.map(({ path, value, at, by }) => ({ path, value, at, by: nameOf(order, by) ?? undefined })),
  ...order.local.unmapped.map(({ path, value, savedAt }) => ({ path, value, at: savedAt, draft: true })),
];
