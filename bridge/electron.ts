/**
 * page ↔ Electron's main process: what the preload puts on `window.linework`, beside the station's own calls of `station.ts`.
 * Absent in the browser shell.
 */
import type { Result } from '../domain/result.ts';

export type ShellFacts = {
  readonly shell: 'electron';
  readonly platform: 'linux' | 'win32' | 'darwin' | 'other';
  readonly electron: string;
  readonly chrome: string;
};

export type PreloadVerbs = {
  /** a call of `bridge/station.ts`; always answers a `Result` */
  readonly call: (name: string, argument: unknown) => Promise<unknown>;
  /** a `StationEvent`; hands back an unsubscribe */
  readonly on: (listener: (event: unknown) => void) => () => void;
  /** asks where to, and writes the bytes behind `/evidence/<id>/<variant>` there; `saved` false: the person thought better of it */
  readonly saveFile: (path: string, suggestedName: string) => Promise<Result<{ readonly saved: boolean }>>;
  /** prints the report behind `/evidence/<id>/view` with the system's dialog */
  readonly printFile: (path: string) => Promise<Result<{ readonly printed: boolean }>>;
  /** in front of everything, also from the taskbar: a person has pressed a notification */
  readonly showWindow: () => Promise<Result<Record<string, never>>>;
  /** hands a link (`https:`, `tel:`, `geo:`) to the system; `device.noProgram`: nothing on this machine takes it */
  readonly openOutside: (url: string) => Promise<Result<Record<string, never>>>;
  readonly facts: ShellFacts;
};
