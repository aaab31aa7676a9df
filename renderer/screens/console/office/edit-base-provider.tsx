import { type ReactNode, useMemo, useState } from 'react';
import type { OfficeOrder } from '../../../../bridge/office.ts';
import { EditBaseContext, editBase } from './edit-base.ts';

type Props = {
  readonly order: OfficeOrder;
  /** what is shown follows the order (a page); absent: what was shown first stands, as in a dialog that somebody fills in */
  readonly follows?: boolean;
  readonly children: ReactNode;
};

/** Says what the changes made below it are based on: the order as it was when this opened, or as the page shows it. */
export function EditBaseProvider({ order, follows = false, children }: Props): ReactNode {
  const [opened] = useState(order.view);
  const [accepted] = useState(() => new Map());
  const shown = follows ? order.view : opened;
  const base = useMemo(() => editBase(shown, order, accepted), [shown, order, accepted]);
  return <EditBaseContext value={base}>{children}</EditBaseContext>;
}
