import { CheckOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import css from './side-by-side.module.css';

export type Side = {
  readonly key: string;
  readonly title: string;
  /** author, device, time: one short line each */
  readonly facts: readonly string[];
  readonly content: ReactNode;
  readonly chosen?: boolean;
  readonly onChoose?: () => void;
  readonly testId?: string;
};

/** Two or more values next to each other, with who, where and when; a person chooses. Also old and new after rework. */
export function SideBySide({
  label,
  sides,
  busy = false,
}: {
  readonly label: string;
  readonly sides: readonly Side[];
  readonly busy?: boolean;
}): ReactNode {
  const { t } = useTranslation('words');
  return (
    <section className={css.sides} aria-label={label}>
      {sides.map((side) => (
        <div key={side.key} className={css.side} data-chosen={side.chosen ?? false}>
          <h4>{side.title}</h4>
          <div className={css.content}>{side.content}</div>
          {side.facts.map((fact) => (
            <span key={fact} className={css.fact}>
              {fact}
            </span>
          ))}
          {side.chosen ? (
            <span className={css.chosen}>
              <CheckOutlined aria-hidden /> {t('sides.chosen')}
            </span>
          ) : null}
          {side.onChoose ? (
            <Button onClick={side.onChoose} disabled={busy} data-testid={side.testId} block>
              {t('sides.choose')}
            </Button>
          ) : null}
        </div>
      ))}
    </section>
  );
}
