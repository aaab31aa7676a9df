import type { Json } from '../../domain/documents/base.ts';
import type { FieldState, OrderView } from '../../forms/engine/types.ts';
import type { DefinitionWords } from '../texts/definition-words.ts';

/** What every field component is given. `path`: the field's key, with the rows field before a column. */
export type FieldProps = {
  readonly id: string;
  readonly labelId: string;
  readonly step: string;
  readonly path: string;
  readonly state: FieldState;
  readonly words: DefinitionWords;
  readonly view: OrderView;
  readonly disabled: boolean;
  readonly invalid: boolean;
  readonly describedBy: string | undefined;
  readonly onChange: (value: Json) => void;
  readonly onBlur: () => void;
};
