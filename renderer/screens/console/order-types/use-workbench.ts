import { useDeferredValue, useMemo, useState } from 'react';
import type { OpenedOrderType } from '../../../../bridge/order-types.ts';
import { type ReadDefinition, readDefinitionText } from '../../../../forms/engine/definition-text.ts';
import type { OrderTypeDefinition } from '../../../../forms/engine/types.ts';
import { useDefinitions } from '../office/use-definitions.ts';
import { keepText, keptText } from './kept-text.ts';

/** One version on the bench: its text as stored and as edited, read by the engine while one types. */
export type Workbench = {
  readonly opened: OpenedOrderType;
  readonly text: string;
  readonly setText: (text: string) => void;
  /** back to what is stored */
  readonly discard: () => void;
  readonly changed: boolean;
  readonly read: ReadDefinition;
  /** what is stored, when this release can run it */
  readonly stored: OrderTypeDefinition | null;
  /** what flow and forms show: the edited definition while it can be run */
  readonly shown: OrderTypeDefinition | null;
};

export function useWorkbench(opened: OpenedOrderType): Workbench {
  const { key, version } = opened;
  const [edited, setEdited] = useState(() => keptText(key, version));
  const { of } = useDefinitions();
  const surroundings = useMemo(() => ({ settings: opened.settings, orderType: of }), [opened.settings, of]);
  const text = edited ?? opened.text;
  // Reading 100 KB takes tens of milliseconds: the letters on the screen do not wait for it.
  const settled = useDeferredValue(text);
  const read = useMemo(() => readDefinitionText(settled, surroundings), [settled, surroundings]);
  const stored = useMemo(() => readDefinitionText(opened.text, surroundings).definition, [opened.text, surroundings]);
  const set = (next: string | null) => {
    const kept = next === opened.text ? null : next;
    keepText(key, version, kept);
    setEdited(kept);
  };
  return {
    opened,
    text,
    setText: set,
    discard: () => set(null),
    changed: edited !== null,
    read,
    stored,
    shown: read.definition,
  };
}
