import { SwapOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { placeOf } from '../../forms/engine/steps-of.ts';
import type { OrderTypeDefinition } from '../../forms/engine/types.ts';
import { SideBySide } from '../components/side-by-side.tsx';
import { useAnswerTools } from '../hooks/use-words.ts';
import { answerWords } from '../texts/answer-words.ts';
import css from './draft-differs.module.css';
import type { StepDraft } from './use-step-draft.ts';

type Props = { readonly definition: OrderTypeDefinition; readonly step: string; readonly draft: StepDraft };

/** Fields that another window of this device or account has filled otherwise: both values, and a person chooses (ADR 0033). */
export function DraftDiffers({ definition, step, draft }: Props): ReactNode {
  const { t } = useTranslation(['form', 'words']);
  const tools = useAnswerTools(definition);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (draft.asked === 0) return;
    panel.current?.scrollIntoView({ block: 'nearest' });
    panel.current?.querySelector('button')?.focus();
  }, [draft.asked]);
  const keys = Object.keys(draft.differing);
  if (keys.length === 0) return null;
  const definitions = placeOf(definition, step)?.step.fields ?? [];
  return (
    <section ref={panel} className={css.panel} aria-label={t('form:windows.title')} data-testid="draft-differs">
      <div role="alert">
        <h3>{t('form:windows.title')}</h3>
        <p>{t('form:windows.hint', { n: keys.length })}</p>
      </div>
      {keys.map((key) => {
        const field = definitions.find((one) => one.key === key);
        const label = tools.words.field(step, key);
        const words = (value: (typeof draft.differing)[string]) =>
          (field && value !== null && answerWords(step, key, field, value, tools)) || t('words:notFilled');
        return (
          <div key={key}>
            <h4>{label}</h4>
            <SideBySide
              label={label}
              sides={[
                {
                  key: 'mine',
                  title: t('form:windows.mine'),
                  content: words(draft.fields[key] ?? null),
                  facts: [],
                  onChoose: () => draft.choose(key, 'mine'),
                  testId: `keep-mine-${key}`,
                },
                {
                  key: 'theirs',
                  title: t('form:windows.theirs'),
                  content: words(draft.differing[key] ?? null),
                  facts: [],
                  onChoose: () => draft.choose(key, 'theirs'),
                  testId: `take-theirs-${key}`,
                },
              ]}
            />
          </div>
        );
      })}
    </section>
  );
}

/** Beside the step's buttons, wherever the form is scrolled to: that something differs, and the way there. */
export function DraftDiffersGo({ draft }: { readonly draft: StepDraft }): ReactNode {
  const { t } = useTranslation('form');
  const n = Object.keys(draft.differing).length;
  if (n === 0) return null;
  return (
    <Button
      className={css.go ?? ''}
      icon={<SwapOutlined />}
      onClick={() => void draft.mayGo()}
      data-testid="draft-differs-go"
    >
      {t('windows.go', { n })}
    </Button>
  );
}
