import type { ReactNode } from 'react';
import { unreachable } from '../../../domain/result.ts';
import type { FieldProps } from '../field-props.ts';
import { ChecklistField, ChoiceField, ChoicesField, RatingField, YesNoField } from './choice-fields.tsx';
import { DayField, DaysField } from './day-fields.tsx';
import { NumberField } from './number-field.tsx';
import { PositionField } from './position-field.tsx';
import { ResourcesField } from './resources-field.tsx';
import { RowsField } from './rows-field.tsx';
import { ComputedField, ScriptField } from './shown-fields.tsx';
import { ParagraphField, SerialField, TextField } from './text-fields.tsx';
import { TimeField } from './time-fields.tsx';
import { TimeWindowField } from './window-picker.tsx';

/** The one component of each kind of field. A new kind in the engine does not compile until it has one here. */
export function FieldControl(props: FieldProps): ReactNode {
  const { kind } = props.state.definition;
  switch (kind) {
    case 'text':
      return <TextField {...props} />;
    case 'paragraph':
      return <ParagraphField {...props} />;
    case 'number':
    case 'integer':
      return <NumberField {...props} />;
    case 'yesNo':
      return <YesNoField {...props} />;
    case 'choice':
      return <ChoiceField {...props} />;
    case 'choices':
      return <ChoicesField {...props} />;
    case 'checklist':
      return <ChecklistField {...props} />;
    case 'timeWindow':
      return <TimeWindowField {...props} />;
    case 'time':
      return <TimeField {...props} />;
    case 'day':
      return <DayField {...props} />;
    case 'days':
      return <DaysField {...props} />;
    case 'position':
      return <PositionField {...props} />;
    case 'serial':
      return <SerialField {...props} />;
    case 'rating':
      return <RatingField {...props} />;
    case 'rows':
      return <RowsField {...props} Control={FieldControl} />;
    case 'resources':
      return <ResourcesField {...props} />;
    case 'script':
      return <ScriptField {...props} />;
    case 'computed':
      return <ComputedField {...props} />;
    default:
      return unreachable(kind);
  }
}
