/**
 * Why a part of the program is not there: nobody answers; the office has been updated and serves no such part any more; or the part is there
 * and the browser does not ask for it again (Chromium before 156 keeps the failure of a program until the page is loaded anew).
 */
export type WhyMissing = 'unreachable' | 'updated' | 'stuck';

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
    throw new PartMissing(await whyMissing(error), forget);
  }
}

/** The words of Chromium, Firefox and Safari, and vite's for a style sheet. */
const isOfLoading = ({ message }: Error): boolean =>
  /dynamically imported module|module script|Unable to preload CSS|Failed to fetch/i.test(message);

/** Asks the office for the file that did not come: not there any more, there, or nobody answers. Where the browser does not name it, it counts as gone. */
async function whyMissing({ message }: Error): Promise<WhyMissing> {
  const [file] = /(https?:\/\/\S+|\/\S+\.css)/.exec(message) ?? [];
  if (!(await officeAnswers())) return 'unreachable';
  if (file === undefined) return 'updated';
  const status = await statusOf(file);
  if (status === null) return 'unreachable';
  return status < 400 ? 'stuck' : 'updated';
}

/** Style sheets that did not come. The loader asks for each once only, and leaves its element in the page. */
const missed = new Set<HTMLLinkElement>();
window.addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') missed.add(target);
  },
  true,
);

/** Asks for each of them anew before a part is tried again: without it the part would come undressed. */
async function bringMissedStyles(): Promise<void> {
  await Promise.all(
    [...missed].map(
      (old) =>
        new Promise<void>((came, failed) => {
          missed.delete(old);
          const link = document.createElement('link');
          link.rel = 'stylesheet';
          link.href = old.href;
          link.addEventListener('load', () => came());
          link.addEventListener('error', () => failed(new Error(`Unable to preload CSS for ${old.href}`)));
          old.replaceWith(link);
        }),
    ),
  );
}

async function statusOf(file: string): Promise<number | null> {
  try {
    return (await fetch(file, { method: 'HEAD', cache: 'no-store' })).status;
  } catch {
    return null;
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
