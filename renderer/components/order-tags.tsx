import { CrownOutlined, ThunderboltFilled } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderPhase, ReviewState } from '../../domain/work-order/types.ts';
import { type Tone, ToneTag } from './tone-tag.tsx';

const phaseTone: Readonly<Record<OrderPhase, Tone>> = {
  intake: 'violet',
  unassigned: 'warn',
  assigned: 'info',
  accepted: 'info',
  declined: 'bad',
  returned: 'bad',
  started: 'info',
  held: 'warn',
  cancelAsked: 'warn',
  completed: 'good',
  partial: 'warn',
  failed: 'bad',
  cancelled: 'neutral',
  rejected: 'neutral',
};

const reviewTone: Readonly<Record<NonNullable<ReviewState>, Tone>> = {
  received: 'violet',
  returned: 'bad',
  resubmitted: 'violet',
  approved: 'good',
  rejected: 'bad',
};

type StateProps = {
  readonly phase: OrderPhase;
  /** the order type's own word for it */
  readonly own?: string | null | undefined;
  /** its technician gave it back for a colleague, and dispatch has not handed it on */
  readonly isHandedOver?: boolean;
  /** what its review says: completed is no good news while work is to be redone */
  readonly review?: ReviewState;
};

/** Where an order stands, in the words of its type where that has its own, else in ours. */
export function OrderStateTag({ phase, own, isHandedOver = false, review = null }: StateProps): ReactNode {
  const { t } = useTranslation('words');
  if (isHandedOver) return <ToneTag tone="warn">{t('handOver.waits')}</ToneTag>;
  const tone = review === 'returned' && phaseTone[phase] === 'good' ? 'neutral' : phaseTone[phase];
  return <ToneTag tone={tone}>{own ?? t(`phase.${phase}`)}</ToneTag>;
}

/** Nothing before there is a review. */
export function ReviewTag({ state }: { readonly state: ReviewState }): ReactNode {
  const { t } = useTranslation('words');
  return state === null ? null : <ToneTag tone={reviewTone[state]}>{t(`review.${state}`)}</ToneTag>;
}

type Grade = 'diamond' | 'gold' | 'silver' | 'standard';

/** The customer's grade; an ordinary customer needs no badge. */
export function GradeTag({ grade }: { readonly grade: Grade }): ReactNode {
  const { t } = useTranslation('words');
  if (grade === 'standard') return null;
  return (
    <ToneTag tone={grade === 'diamond' ? 'violet' : 'warn'} icon={<CrownOutlined aria-hidden />}>
      {t(`grade.${grade}`)}
    </ToneTag>
  );
}

export function UrgentTag(): ReactNode {
  const { t } = useTranslation('words');
  return (
    <ToneTag tone="bad" icon={<ThunderboltFilled aria-hidden />}>
      {t('priority.urgent')}
    </ToneTag>
  );
}
