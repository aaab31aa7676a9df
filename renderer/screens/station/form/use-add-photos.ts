import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../../domain/problem.ts';
import { newRequestKey } from '../../../app/request-key.ts';
import { useStation } from '../../../hooks/station-context.ts';
import type { OpenedOrder } from '../order/opened-order.ts';
import { readPhoto } from './read-photo.ts';
import type { Replaced } from './retake-reason.ts';

/** Adds chosen files one after the other; each is answered only when it is flushed to the disk. */
export function useAddPhotos({ view }: OpenedOrder, slot: string) {
  const station = useStation();
  const { message } = App.useApp();
  const { t } = useTranslation('station');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  /** @returns whether all of them were taken */
  const add = async (files: readonly File[], replaces: Replaced | null = null): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    let isTaken = true;
    for (const file of files) {
      const photo = await readPhoto(file, Date.now());
      // No position: a file was taken wherever its EXIF says, not where it is chosen.
      const answer = await station.call('evidence.add', {
        orderId: view.orderId,
        slot,
        ...photo,
        ...(replaces ? { replaces } : {}),
        requestKey: newRequestKey(),
      });
      if (!answer.ok) {
        setProblem(answer.problem);
        isTaken = false;
        break;
      }
      if (answer.value.faults.length > 0) void message.warning(t('photo.addedFaulty'));
      else void message.success(t('photo.added'));
    }
    setBusy(false);
    return isTaken;
  };
  return { add, busy, problem, forget: () => setProblem(null) };
}
