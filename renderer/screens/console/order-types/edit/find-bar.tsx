import { DownOutlined, UpOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef } from 'antd';
import { type ReactNode, type Ref, useMemo, useState } from 'react';
import { useWords } from '../../words/use-words.ts';
import css from './edit.module.css';
import { nextPlace, placesOf } from './find-in-text.ts';

type Props = {
  readonly text: string;
  readonly cursor: number;
  readonly show: (from: number, to: number) => void;
  /** the box for what is sought */
  readonly ref?: Ref<InputRef>;
};

/** Finds in the text: Enter goes on to the next place, Shift+Enter back. The browser's own search reaches only the lines on the screen. */
export function FindBar({ text, cursor, show, ref }: Props): ReactNode {
  const { t } = useWords();
  const [wanted, setWanted] = useState('');
  const places = useMemo(() => placesOf(text, wanted), [text, wanted]);
  const step = (back: boolean) => {
    const at = nextPlace(places, cursor, back);
    if (at !== null) show(at, at + wanted.length);
  };
  return (
    <search className={css.find}>
      <Input
        ref={ref ?? null}
        allowClear
        aria-label={t('types.find.label')}
        placeholder={t('types.find.label')}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
        onPressEnter={(event) => {
          // The key must not reach the text as well.
          event.preventDefault();
          step(event.shiftKey);
        }}
        data-testid="code-find"
      />
      <span role="status">{wanted === '' ? '' : t('types.find.count', { n: places.length })}</span>
      <Button
        icon={<UpOutlined />}
        aria-label={t('types.find.back')}
        disabled={places.length === 0}
        onClick={() => step(true)}
      />
      <Button
        icon={<DownOutlined />}
        aria-label={t('types.find.next')}
        disabled={places.length === 0}
        onClick={() => step(false)}
        data-testid="code-find-next"
      />
    </search>
  );
}
