/** A process that works for the studio, as the studio sees it. Each shell has its own way to start one (ADR 0023). */
export type Hand = {
  readonly send: (asked: Asked) => void;
  /** whether the station's own process is kept alive by this one */
  readonly hold: (held: boolean) => void;
  /** resolves when it has gone */
  readonly end: () => Promise<void>;
};
/** A job of `pictures/jobs.ts` by its name. */
export type Asked = { readonly n: number; readonly name: string; readonly argument: unknown };
export type Answer = { readonly n: number; readonly value?: unknown; readonly error?: string };
export type StartHand = (heard: (answer: Answer) => void, ended: (how: string) => void) => Hand;
