/**
 * Why there is no picture. `insecure`: the page's address has no right to a camera. `refused`: somebody or a system setting said no. `none`: no
 * camera is there. `busy`: another program holds it. `lost`: it was unplugged. `failed`: anything else.
 */
export const cameraTroubles = ['insecure', 'refused', 'none', 'busy', 'lost', 'failed'] as const;
export type CameraTrouble = (typeof cameraTroubles)[number];

const byName: Readonly<Record<string, CameraTrouble>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/** What `getUserMedia` threw, as what a person can do about it. */
export function troubleOf(error: unknown): CameraTrouble {
  return error instanceof Error ? (byName[error.name] ?? 'failed') : 'failed';
}
