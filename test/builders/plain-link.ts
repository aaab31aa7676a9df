import type { OfficeDoor } from '../../main/station/sync/office-client.ts';

/** The knowledge of a door about a way on which nothing meddles. */
export const plainLink: Pick<OfficeDoor, 'headersRemoved' | 'sizes'> = {
  headersRemoved: () => false,
  sizes: { most: () => Number.POSITIVE_INFINITY, forget: () => undefined },
};
