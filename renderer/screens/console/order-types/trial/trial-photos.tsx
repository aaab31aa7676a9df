import { CameraOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { PhotoSlotState } from '../../../../../forms/engine/types.ts';
import { ToneTag } from '../../../../components/tone-tag.tsx';
import type { DefinitionWords } from '../../../../texts/definition-words.ts';
import { useWords } from '../../words/use-words.ts';
import css from '../workbench.module.css';

type Props = {
  readonly photos: readonly PhotoSlotState[];
  readonly words: DefinitionWords;
  readonly onChange: (slot: string, count: number) => void;
};

/** Photo slots with a number of photos supposed in each: nothing is taken here. */
export function TrialPhotos({ photos, words, onChange }: Props): ReactNode {
  const { t } = useWords();
  if (photos.length === 0) return null;
  return (
    <ul className={css.photos}>
      {photos.map(({ slot, key, count, required, definition: { max } }) => {
        const name = words.photo(slot);
        return (
          <li key={slot} data-testid={`trial-slot-${key}`} data-count={count}>
            <CameraOutlined aria-hidden />
            <span>{t('types.trial.photos', { name, n: count, max })}</span>
            {required ? <ToneTag tone={count === 0 ? 'bad' : 'good'}>{t('types.trial.required')}</ToneTag> : null}
            <Button
              icon={<MinusOutlined />}
              aria-label={t('types.trial.lessPhoto', { name })}
              disabled={count === 0}
              onClick={() => onChange(slot, count - 1)}
            />
            <Button
              icon={<PlusOutlined />}
              aria-label={t('types.trial.morePhoto', { name })}
              disabled={count >= max}
              onClick={() => onChange(slot, count + 1)}
            />
          </li>
        );
      })}
    </ul>
  );
}
