import { Alert, Button, Input } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import type { ReviewClaim } from '../../../../bridge/reviews.ts';
import { useMissing } from '../../../form/refusal/use-missing.tsx';
import { useNow } from '../../../hooks/use-now.ts';
import { usePerson } from '../office/office-context.tsx';
import { shortTime } from '../words/time-words.ts';
import { useWords } from '../words/use-words.ts';
import type { ClaimState } from './use-claim.ts';
import { useKeys } from './use-keys.ts';

/** Who else reviews this order, with the way to take it over; and what was said when it changed hands. */
export function ClaimNote({ claim, on }: { readonly claim: ClaimState; readonly on: boolean }): ReactNode {
  const { other, own } = claim;
  if (other !== null) return <Other claim={claim} other={other} on={on} />;
  return own?.taken == null ? null : <TakenFrom taken={own.taken} />;
}

function TakenFrom({ taken }: { readonly taken: NonNullable<ReviewClaim['taken']> }): ReactNode {
  const { t } = useWords();
  return <p className="console-quote">{t('reviewFlow.claim.takenFrom', { name: taken.name, note: taken.note })}</p>;
}

function Other({
  claim,
  other,
  on,
}: {
  readonly claim: ClaimState;
  readonly other: ReviewClaim;
  readonly on: boolean;
}): ReactNode {
  const { t } = useWords();
  const { accountId } = usePerson();
  const now = useNow();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useKeys({ t: () => box.current?.querySelector('input')?.focus() }, on);
  const take = async () => {
    if (note.trim() === '' || busy) return;
    setBusy(true);
    await claim.take(note.trim());
    setBusy(false);
  };
  const asking = useMissing(note.trim() === '' ? [{ place: 'claim-note', label: t('refused.takeNote') }] : []);
  const label = t('reviewFlow.claim.takeNote', { name: other.name });
  const [since, until] = [shortTime(other.since, now), shortTime(other.until, now)];
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="claimed-by-other"
      title={
        other.taken?.from === accountId
          ? t('reviewFlow.claim.taken', { name: other.name, note: other.taken.note })
          : t('reviewFlow.claim.other', { name: other.name, since })
      }
      description={
        <>
          <p>{t('reviewFlow.claim.otherHint', { until })}</p>
          {asking.bar}
          <div className="review-take" data-place="claim-note" ref={box}>
            <Input
              aria-label={label}
              placeholder={label}
              maxLength={200}
              value={note}
              onChange={(event) => setNote(event.target.value)}
              onPressEnter={() => asking.press(() => void take())}
              data-testid="claim-note"
            />
            <Button onClick={() => asking.press(() => void take())} loading={busy} data-testid="claim-take">
              {t('reviewFlow.claim.take')}
            </Button>
          </div>
        </>
      }
    />
  );
}
