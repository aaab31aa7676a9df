import { type ReactNode, useState } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import type { EvidenceItem } from '../../../../forms/engine/types.ts';
import { PhotoViewer } from '../../../components/photo-viewer/photo-viewer.tsx';
import { SideBySide } from '../../../components/side-by-side.tsx';
import { useAnswerTools } from '../../../hooks/use-words.ts';
import { answerWords } from '../../../texts/answer-words.ts';
import { evidenceSource } from '../order/evidence-source.ts';
import { fieldOf } from '../order/field-of.ts';
import { fullTime } from '../words/time-words.ts';
import { useWords } from '../words/use-words.ts';
import { type MendedStep, mendedSteps } from './mended.ts';

/** After rework: what was asked, and the old value and photo beside the new one. */
export function MendedPanel({ order }: { readonly order: OfficeOrder }): ReactNode {
  const { t } = useWords();
  const steps = mendedSteps(order.view);
  if (steps.length === 0) return null;
  return (
    <section className="console-panel console-panel-mended" aria-label={t('review.mended')} data-testid="mended">
      <h2>{t('review.mended')}</h2>
      {steps.map((step) => (
        <Step key={step.step} order={order} step={step} />
      ))}
    </section>
  );
}

function Step({ order, step }: { readonly order: OfficeOrder; readonly step: MendedStep }): ReactNode {
  const { t, tw } = useWords();
  const tools = useAnswerTools(order.definition);
  const source = evidenceSource(order.view.orderId);
  const [shown, setShown] = useState<number | null>(null);
  const photos = step.photos.flatMap(({ before, after }) =>
    [before, after].filter((item): item is EvidenceItem => item !== null),
  );
  const said = (field: string, value: Parameters<typeof answerWords>[3]) =>
    answerWords(step.step, field, fieldOf(order.definition, step.step, field), value, tools) ?? tw('notFilled');
  const picture = (item: EvidenceItem | null) =>
    item === null ? (
      tw('none')
    ) : (
      <button
        type="button"
        className="console-photo"
        onClick={() => setShown(photos.indexOf(item))}
        aria-label={tw('photo.view', { name: tools.words.photo(item.slot) })}
      >
        <img src={source(item, 'view')} alt="" loading="lazy" />
      </button>
    );
  const facts = (item: EvidenceItem | null) =>
    item === null
      ? []
      : [
          fullTime(item.document.takenAt),
          ...(item.withdrawn === null
            ? []
            : [`${tw('photo.withdrawn')} · ${tools.words.reason('evidenceWithdrawn', item.withdrawn.reasonCode)}`]),
        ];
  return (
    <div className="console-mended" data-testid={`mended-${step.step}`}>
      <h3>{tools.words.step(step.step)}</h3>
      {step.asked !== null && (
        <p className="console-quote">
          {t('review.asked')} {tools.words.reason('rework', step.asked.reasonCode)}
          {step.asked.note !== '' && ` · ${step.asked.note}`}
        </p>
      )}
      {step.fields.length === 0 && step.photos.length === 0 && <p className="console-hint">{t('review.notMended')}</p>}
      {step.fields.map(({ field, before, after }) => (
        <div key={field}>
          <h4>{tools.words.field(step.step, field)}</h4>
          <SideBySide
            label={tools.words.field(step.step, field)}
            sides={[
              { key: 'before', title: tw('before'), content: said(field, before), facts: [] },
              { key: 'after', title: tw('after'), content: said(field, after), facts: [] },
            ]}
          />
        </div>
      ))}
      {step.photos.map(({ slot, before, after }) => (
        <div key={`${before?.id}-${after?.id}`}>
          <h4>{tools.words.photo(slot)}</h4>
          <SideBySide
            label={tools.words.photo(slot)}
            sides={[
              { key: 'before', title: tw('before'), content: picture(before), facts: facts(before) },
              { key: 'after', title: tw('after'), content: picture(after), facts: facts(after) },
            ]}
          />
        </div>
      ))}
      <PhotoViewer
        items={photos}
        shown={shown}
        onShow={setShown}
        src={source}
        nameOf={(item) => tools.words.photo(item.slot)}
      />
    </div>
  );
}
