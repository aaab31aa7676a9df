import { CheckCircleFilled, PlusOutlined } from '@ant-design/icons';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenedOrder } from '../../order/opened-order.ts';
import type { Shooting } from './use-shooting.ts';
import css from './viewfinder.module.css';

type Props = { readonly order: OpenedOrder; readonly shooting: Shooting };

/** The slots of the step side by side: what each has, and which one the next shot is for. */
export function SlotStrip({ order, shooting }: Props): ReactNode {
  const { t } = useTranslation('station');
  const { slots, current } = shooting;
  const here = useRef<HTMLButtonElement>(null);
  const at = current?.slot;
  // biome-ignore lint/correctness/useExhaustiveDependencies: brought into view when the slot changes
  useEffect(() => {
    here.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [at]);
  if (slots.length < 2) return <div className={css.strip} data-empty />;
  return (
    <nav className={css.strip} aria-label={t('camera.slots')}>
      {slots.map(({ key, slot, count, max, required }) => (
        <button
          key={key}
          ref={slot === at ? here : null}
          type="button"
          className={css.chip}
          aria-pressed={slot === at}
          data-state={count > 0 ? 'has' : required ? 'wanted' : 'free'}
          onClick={() => shooting.pick(slot)}
          data-testid={`aim-${key}`}
        >
          {count > 0 ? <CheckCircleFilled aria-hidden /> : null}
          {order.words.photo(slot)}
          <small>
            {count}/{max}
            {required && count === 0 ? ` ${t('photo.required')}` : ''}
          </small>
        </button>
      ))}
    </nav>
  );
}

/** What was saved last: a look at it, another of the same, and that the step has what it needs. */
export function SavedStrip({ order, shooting }: Props): ReactNode {
  const { t } = useTranslation('station');
  const { last, current, slots, isComplete } = shooting;
  if (!last) return null;
  const its = slots.find(({ slot }) => slot === last.shot.slot);
  const another = its && its.slot !== current?.slot && its.count < its.max;
  return (
    <div className={css.saved} data-testid="shot-saved">
      <button
        type="button"
        className={css.savedPicture}
        onClick={shooting.look}
        aria-label={t('camera.look')}
        data-testid="shot-look"
      >
        <img src={last.shot.picture} alt="" />
        {t('camera.lookAgain')}
      </button>
      <p role="status">
        <CheckCircleFilled aria-hidden /> {t('camera.saved', { slot: order.words.photo(last.shot.slot) })}
        {isComplete ? <b data-testid="slots-complete"> {t('camera.complete')}</b> : null}
      </p>
      {another ? (
        <button
          type="button"
          className={css.another}
          onClick={() => shooting.pick(last.shot.slot)}
          data-testid="shot-another"
        >
          <PlusOutlined aria-hidden /> {t('camera.another')}
        </button>
      ) : null}
    </div>
  );
}
