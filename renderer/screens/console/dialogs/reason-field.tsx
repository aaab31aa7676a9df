import { Radio } from 'antd';
import { type ReactNode, useId } from 'react';
import type { OrderTypeDefinition } from '../../../../forms/engine/types.ts';
import { useDefinitionWords, useWords } from '../words/use-words.ts';

type Props = {
  readonly definition: OrderTypeDefinition;
  /** the move whose reasons are offered, e.g. `held` */
  readonly move: string;
  readonly value: string;
  readonly onChange: (code: string) => void;
  readonly showSla?: boolean;
};

/** The reason codes of the order type, all in view: choosing is one click or the arrow keys. */
export function ReasonField({ definition, move, value, onChange, showSla = false }: Props): ReactNode {
  const { t } = useWords();
  const words = useDefinitionWords(definition);
  const id = useId();
  const reasons = definition.reasons[move] ?? [];
  return (
    <fieldset className="console-field" data-place="reason">
      <legend id={id}>
        {t('dialog.reason')}
        <span className="console-required"> *</span>
      </legend>
      <Radio.Group
        aria-labelledby={id}
        value={value}
        onChange={(event) => onChange(String(event.target.value))}
        className="console-reasons"
      >
        {reasons.map(({ code, pausesSla }) => (
          <Radio key={code} value={code} data-testid={`reason-${code}`}>
            {words.reason(move, code)}
            {showSla && <small> {t(pausesSla ? 'dialog.pauses' : 'dialog.runsOn')}</small>}
          </Radio>
        ))}
      </Radio.Group>
    </fieldset>
  );
}
