import type { ParsedOf, ValueOf } from '../../bridge/contract.ts';
import type { OfficeCallName, OfficeCalls } from '../../bridge/office.ts';
import type { Result } from '../../domain/result.ts';
import type { Actor } from '../accounts/types.ts';
import type { OfficeContext } from '../context.ts';
import type { Edit } from './overtaken.ts';

/** What every handler gets beside its argument. */
export type CallContext = {
  readonly office: OfficeContext;
  readonly actor: Actor;
  /** reserved id of what this call makes: a retry under the same key gets the same one */
  readonly unique: string;
  readonly requestKey?: string | undefined;
  readonly edit: Edit;
};

export type Handler<K extends OfficeCallName> = (
  argument: ParsedOf<OfficeCalls[K]>,
  call: CallContext,
) => Promise<Result<ValueOf<OfficeCalls[K]>>>;

export type Handlers = { readonly [K in OfficeCallName]: Handler<K> };
