import { Input, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import type { Json } from '../../../../domain/documents/base.ts';
import type { CharacteristicDefinition } from '../../../../forms/engine/types.ts';
import { NumberBox } from '../../../components/number-box.tsx';
import { Labelled } from '../dialogs/labelled.tsx';
import { useWords } from '../words/use-words.ts';

type Props = {
  readonly definition: CharacteristicDefinition;
  readonly path: string;
  readonly label: string;
  readonly value: Json | undefined;
  readonly onChange: (value: Json) => void;
  /** an option in words */
  readonly optionName: (option: string) => string;
  readonly problem: string | null;
  /** the order lacks it: it is asked for here */
  readonly missing: boolean;
};

/** One product or resource of an order type: its control follows from its schema, its name from the type's own texts. */
export function CharacteristicField({
  definition,
  path,
  label,
  value,
  onChange,
  optionName,
  problem,
  missing,
}: Props): ReactNode {
  const { t } = useWords();
  const id = `order-${path}`;
  return (
    <div className={missing ? 'console-missing' : undefined}>
      <Labelled
        id={id}
        label={label}
        required={definition.required}
        problem={problem}
        hint={missing ? t('create.neededHere') : null}
      >
        <Control
          id={id}
          definition={definition}
          value={value}
          onChange={onChange}
          label={label}
          optionName={optionName}
        />
      </Labelled>
    </div>
  );
}

function Control({
  id,
  definition: { schema, options },
  value,
  onChange,
  label,
  optionName,
}: { readonly id: string; readonly label: string } & Pick<
  Props,
  'definition' | 'value' | 'onChange' | 'optionName'
>): ReactNode {
  const { tw } = useWords();
  if (options !== undefined)
    return (
      <Select
        id={id}
        data-testid={id}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={typeof value === 'string' ? value : null}
        onChange={(next) => onChange(next ?? null)}
        options={options.map((option) => ({ value: option, label: optionName(option) }))}
      />
    );
  if (schema.type === 'boolean') {
    return (
      <Segmented
        id={id}
        aria-label={label}
        value={value === true ? 'yes' : value === false ? 'no' : 'open'}
        onChange={(next) => onChange(next === 'yes' ? true : next === 'no' ? false : null)}
        options={[
          { value: 'open', label: '—' },
          { value: 'yes', label: tw('yes') },
          { value: 'no', label: tw('no') },
        ]}
      />
    );
  }
  if (schema.type === 'number' || schema.type === 'integer')
    return (
      <NumberBox
        id={id}
        value={typeof value === 'number' || typeof value === 'string' ? value : null}
        onChange={onChange}
      />
    );
  return (
    <Input
      id={id}
      data-testid={id}
      value={typeof value === 'string' ? value : ''}
      maxLength={typeof schema.maxLength === 'number' ? schema.maxLength : 300}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
