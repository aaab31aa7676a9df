import { Radio } from 'antd';
import type { ReactNode } from 'react';
import type { OrderTypeDefinition } from '../../../../forms/engine/types.ts';
import { useDefinitionWords } from '../words/use-words.ts';

export type Scores = Readonly<Record<string, number>>;

type Props = {
  readonly definition: OrderTypeDefinition;
  readonly scores: Scores;
  readonly onChange: (scores: Scores) => void;
};

/** One to five for each item of the order type's scorecard; an item may stay open. */
export function Scorecard({ definition, scores, onChange }: Props): ReactNode {
  const words = useDefinitionWords(definition);
  return (
    <div className="console-scorecard">
      {definition.scorecard.map((item) => (
        <div key={item}>
          <span id={`score-${item}`}>{words.scoreItem(item)}</span>
          <Radio.Group
            aria-labelledby={`score-${item}`}
            optionType="button"
            buttonStyle="solid"
            value={scores[item]}
            onChange={(event) => onChange({ ...scores, [item]: Number(event.target.value) })}
            options={[1, 2, 3, 4, 5].map((score) => ({ value: score, label: String(score) }))}
            data-testid={`score-${item}`}
          />
        </div>
      ))}
    </div>
  );
}
