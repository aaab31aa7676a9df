/** Why a part of the program is not there: nobody answers, or the office has been updated and serves no such part any more. */
export type WhyMissing = 'unreachable' | 'updated';

/** A part that could not be loaded, on its way to whoever shows that (`part-boundary.tsx`). */
export class PartMissing extends Error {
  readonly why: WhyMissing;
  /** the next drawing loads it anew */
  readonly forget: () => void;
  constructor(why: WhyMissing, forget: () => void) {
    super(`a part of the program is missing: ${why}`);
    this.why = why;
    this.forget = forget;
  }
}

/** Loads a part; it is named why it could not be. A part that fails for a reason of its own (a bug while it starts) fails with that. */
export async function loadPart<T>(load: () => Promise<T>, forget: () => void): Promise<T> {
  try {
    await bringMissedStyles();
    return await load();
  } catch (error) {
    if (!(error instanceof Error) || !isOfLoading(error)) throw error;
    rememberMissedStyle(error);
    throw new PartMissing((await officeAnswers()) ? 'updated' : 'unreachable', forget);
  }
}

/** The words of Chromium, Firefox and Safari, and vite's for a style sheet. */
const isOfLoading = ({ message }: Error): boolean =>
  /dynamically imported module|module script|Unable to preload CSS|Failed to fetch/i.test(message);

/** The loader asks for a style sheet once only: one that did not come is asked for here, before its part is tried again. */
const missedStyles = new Set<string>();

function rememberMissedStyle({ message }: Error): void {
  const href = /^Unable to preload CSS for (\S+)/.exec(message)?.[1];
  if (href !== undefined) missedStyles.add(href);
}

async function bringMissedStyles(): Promise<void> {
  for (const href of missedStyles) {
    await new Promise<void>((came, failed) => {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = href;
      link.addEventListener('load', () => came());
      link.addEventListener('error', () => {
        link.remove();
        failed(new Error(`Unable to preload CSS for ${href}`));
      });
      document.head.append(link);
    });
    missedStyles.delete(href);
  }
}

/** Whether the office answers at all now. */
export async function officeAnswers(): Promise<boolean> {
  try {
    return (await fetch('/healthz', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
