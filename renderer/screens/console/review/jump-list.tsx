import { CheckOutlined, ExclamationOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';
import type { Why } from './plain.ts';

type Props = {
  readonly order: OfficeOrder;
  readonly steps: readonly string[];
  readonly toLookAt: ReadonlyMap<string, readonly Why[]>;
  readonly current: string | null;
  readonly jump: (step: string) => void;
};

/** Every step by its number, with those to look at marked: a click, or the number's key, goes there. */
export function JumpList({ order, steps, toLookAt, current, jump }: Props): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(order.definition);
  return (
    <nav className="review-jump" aria-label={t('reviewFlow.jump')}>
      <ol>
        {steps.map((step, at) => {
          const looks = toLookAt.has(step);
          return (
            <li key={step}>
              <button
                type="button"
                onClick={() => jump(step)}
                aria-current={current === step ? 'step' : undefined}
                data-look={looks}
                data-testid={`jump-${step}`}
              >
                <i>{at + 1}</i>
                <span>{words.step(step)}</span>
                {looks ? <ExclamationOutlined aria-hidden /> : <CheckOutlined aria-hidden />}
                <span className="visually-hidden">{t(looks ? 'reviewFlow.stepLook' : 'reviewFlow.stepPlain')}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
