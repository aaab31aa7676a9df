import { Input } from 'antd';
import type { ReactNode } from 'react';
import { Labelled } from '../../../components/labelled.tsx';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (why: string) => void;
  readonly testId: string;
};

/** A reason in a person's own words, as long as the station's door takes it. */
export function WhyField({ label, value, onChange, testId }: Props): ReactNode {
  return (
    <div data-place="why">
      <Labelled label={label} required>
        {(id) => (
          <Input.TextArea
            id={id}
            value={value}
            maxLength={500}
            onChange={(event) => onChange(event.target.value)}
            autoSize={{ minRows: 2 }}
            data-testid={testId}
          />
        )}
      </Labelled>
    </div>
  );
}
