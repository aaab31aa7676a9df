import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceItem } from '../../forms/engine/types.ts';
import { ToneTag } from './tone-tag.tsx';

/** What a reviewer should look at on a photo: chosen from a file, and whatever the device found when it was taken; why it stays. */
export function PhotoFlags({ item }: { readonly item: EvidenceItem }): ReactNode {
  const { t } = useTranslation('words');
  const { document, kept } = item;
  const faults = document.check?.faults ?? [];
  if (document.source !== 'file' && faults.length === 0) return null;
  return (
    <span className="photo-flags" data-testid={`flags-${item.id}`}>
      {document.source === 'file' && <ToneTag tone="warn">{t('photo.file')}</ToneTag>}
      {faults.map((fault) => (
        <ToneTag key={fault} tone="warn">
          {fault === 'jumped' ? t('photo.flag.jumped', { kmh: document.jumpKmh ?? 0 }) : t(`photo.flag.${fault}`)}
        </ToneTag>
      ))}
      {kept !== undefined && <small>{t('photo.keptBecause', { why: kept.note })}</small>}
    </span>
  );
}
