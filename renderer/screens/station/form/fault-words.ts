import { useTranslation } from 'react-i18next';
import type { EvidenceDocument, PictureFault } from '../../../../domain/documents/evidence.ts';
import type { OpenedOrder } from '../order/opened-order.ts';

/** What the device found wrong with a photo, in a sentence each; without the document what it looks like is not named. */
export function useFaultWords({ view, words }: OpenedOrder) {
  const { t } = useTranslation('station');
  return (fault: PictureFault, document: EvidenceDocument | undefined): string => {
    if (fault === 'jumped') return t('photo.fault.jumped', { kmh: document?.jumpKmh ?? 0 });
    if (fault !== 'resembles') return t(`photo.fault.${fault}`);
    const other = view.evidence.find(({ id }) => id === document?.resembles);
    return other ? t('photo.fault.resembles', { slot: words.photo(other.slot) }) : t('photo.fault.resemblesOther');
  };
}
