import type { Page } from 'playwright-core';
import type { StationClient } from '../processes/calls.ts';

/** What the story needs of a shell: its page, its calls, and a way to take its station's life. */
export type StationDriver = StationClient & {
  readonly shell: 'chromium' | 'electron';
  /** the page as it is now; another one after the window was killed */
  readonly page: () => Page;
  /** below it lie the station's files */
  readonly data: string;
  /** SIGKILL to the station; it is gone when this resolves */
  readonly killStation: () => Promise<void>;
  /** the station answers again over the same folder, and the page has been loaded anew */
  readonly startAgain: () => Promise<void>;
  /** SIGKILL to the whole program, window and all, and started again; where shell and station are one process, the same as above */
  readonly killAllAndStartAgain: () => Promise<void>;
  readonly close: () => Promise<void>;
};
