import type { ReactNode } from 'react';
import type { OpenedOrder } from '../order/opened-order.ts';

/** What both ways to end a sign-off are given. */
export type FormProps = {
  readonly order: OpenedOrder;
  readonly disabled: boolean;
  readonly head: ReactNode;
  readonly lead: ReactNode;
  readonly onDone: () => void;
};
