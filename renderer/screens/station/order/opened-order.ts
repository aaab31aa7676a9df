import type { OpenOrder } from '../../../../bridge/station.ts';
import type { DefinitionWords } from '../../../texts/definition-words.ts';

/** An open order with its words in the reader's language: what every part of the workspace is given. */
export type OpenedOrder = OpenOrder & { readonly words: DefinitionWords };

/** A person's name as far as this device knows it. */
export const nameOf = (order: OpenedOrder, accountId: string): string | null => order.local.people[accountId] ?? null;
