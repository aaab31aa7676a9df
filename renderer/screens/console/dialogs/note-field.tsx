import { Input } from 'antd';
import { type ReactNode, useId } from 'react';
import { useWords } from '../words/use-words.ts';
import { Labelled } from './labelled.tsx';

type Props = {
  readonly value: string;
  readonly onChange: (note: string) => void;
  readonly required?: boolean;
  readonly label?: string;
  readonly autoFocus?: boolean;
};

/** Words of a person, up to 2 000 characters. */
export function NoteField({ value, onChange, required = false, label, autoFocus = false }: Props): ReactNode {
  const { t } = useWords();
  const id = useId();
  return (
    <div data-place="note">
      <Labelled id={id} label={label ?? t('dialog.noteLabel')} required={required}>
        <Input.TextArea
          id={id}
          data-testid="dialog-note"
          rows={3}
          maxLength={2000}
          aria-required={required}
          autoFocus={autoFocus}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      </Labelled>
    </div>
  );
}
