import type { OfficeDoor } from '../../main/station/sync/office-client.ts';

/** What a door knows of a way on which nothing meddles. */
export const plainLink: Pick<OfficeDoor, 'headersRemoved' | 'sizes'> = {
  headersRemoved: () => false,
  sizes: { most: () => Number.POSITIVE_INFINITY, forget: () => undefined },
};
