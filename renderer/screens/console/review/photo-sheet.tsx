import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { stepOfSlot } from '../../../../forms/engine/judge.ts';
import type { EvidenceItem } from '../../../../forms/engine/types.ts';
import { PhotoFlags } from '../../../components/photo-flags.tsx';
import { PhotoGrid } from '../../../components/photo-grid.tsx';
import { evidenceSource } from '../order/evidence-source.ts';
import { SamePictures } from '../order/same-pictures.tsx';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import { type ReworkSelection, tickField } from './rework-selection.ts';

type Props = {
  readonly order: OfficeOrder;
  readonly selection: ReworkSelection | null;
  readonly select: (selection: ReworkSelection) => void;
  readonly open: (item: EvidenceItem) => void;
};

/** The photos that count, in the order of the steps: what a walk goes through. */
export function photosOf({ view }: Pick<OfficeOrder, 'view'>): readonly EvidenceItem[] {
  const steps = view.stages.flatMap((stage) => stage.steps.map(({ key }) => key));
  const place = ({ slot }: EvidenceItem): number => {
    const at = steps.indexOf(stepOfSlot(slot));
    return at === -1 ? steps.length : at;
  };
  return view.evidence
    .filter(({ slot, withdrawn }) => slot !== 'report' && withdrawn === null)
    .toSorted((a, b) => place(a) - place(b));
}

/** All photos of the order on one sheet, each with its step, what was found of it, and a box while returning. */
export function PhotoSheet({ order, selection, select, open }: Props): ReactNode {
  const { t, tw } = useWords();
  const words = useDefinitionWords(order.definition);
  const photos = photosOf(order);
  if (photos.length === 0) return null;
  return (
    <section className="console-panel review-photos" aria-label={t('reviewFlow.photos', { n: photos.length })}>
      <h2>
        {t('reviewFlow.photos', { n: photos.length })} <small>{t('reviewFlow.photosHint')}</small>
      </h2>
      <PhotoGrid
        items={photos}
        src={evidenceSource(order.view.orderId)}
        nameOf={(item) => `${words.step(stepOfSlot(item.slot))} · ${words.photo(item.slot)}`}
        brokenWords={(item) => t(item.received ? 'order.photoUnreadable' : 'order.photoNotHere')}
        open={open}
        actions={(item) => {
          const step = stepOfSlot(item.slot);
          const slot = item.slot.slice(step.length + 1);
          const where = item.document.position;
          return (
            <div className="console-photo-facts">
              <b>{words.photo(item.slot)}</b>
              <small>{words.step(step)}</small>
              <PhotoFlags item={item} />
              <SamePictures order={order} evidenceId={item.id} />
              {where === undefined && <small>{tw('photo.noPosition')}</small>}
              {selection !== null && (
                <Checkbox
                  checked={selection[step]?.fields.includes(slot) ?? false}
                  onChange={(event) => select(tickField(selection, step, slot, event.target.checked))}
                  data-testid={`rework-photo-${step}-${slot}`}
                >
                  {t('review.photo')}
                </Checkbox>
              )}
            </div>
          );
        }}
      />
    </section>
  );
}
