import { isDeepStrictEqual } from 'node:util';

type Body = { readonly [field: string]: unknown };

/** Equal but for the store's own fields; the order of keys does not matter. */
export function sameBody(a: Body, b: Body): boolean {
  return isDeepStrictEqual(bodyOf(a), bodyOf(b));
}

const bodyOf = ({ _rev, _revisions, ...body }: Body): Body => body;
