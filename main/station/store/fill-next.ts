import { rm } from '../../../storage/held-file.ts';
import { openStore, type Store } from '../../../storage/open-store.ts';
import { copyDocuments, type Digests, sameDocuments } from './copy-store.ts';
import { nextFolder } from './store-folders.ts';
import type { Turnstile } from './turnstile.ts';

export type Rotation = {
  readonly keeps: (id: string) => boolean;
  /** asked all along, and last before the switch: nothing is unconfirmed */
  readonly mayGoOn: () => boolean;
  /** right before the switch: what must be known afterwards is written down */
  readonly beforeSwitch: () => Promise<void>;
};

type Filling = {
  readonly base: string;
  readonly current: () => Store;
  readonly rotation: Rotation;
  readonly turnstile: Turnstile;
  readonly change: () => Promise<void>;
};

/**
 * Fills `store.next` while work goes on, then holds everything for what came meanwhile, compares, and switches. The long
 * comparison runs before that; held up is only the rest.
 */
export async function fillNext({ base, current, rotation, turnstile, change }: Filling): Promise<boolean> {
  const { keeps, mayGoOn, beforeSwitch } = rotation;
  await throwNextAway(base);
  const source = current();
  const next = await openStore(nextFolder(base));
  const digests: Digests = new Map();
  let open = true;
  const closeNext = async (): Promise<void> => {
    if (open) await next.close();
    open = false;
  };
  try {
    const first = await copyDocuments({ from: source, to: next, keeps, since: 0, digests, mayGoOn });
    if (!first || !(await sameDocuments(next, digests))) return false;
    return await turnstile.alone(async () => {
      // A store that was mended or opened again meanwhile is another one: the next time.
      if (current() !== source) return false;
      const more: Digests = new Map();
      const rest = await copyDocuments({
        from: source,
        to: next,
        keeps,
        since: first.sequence,
        digests: more,
        mayGoOn,
      });
      if (!rest) return false;
      if (!(await sameAgain(next, more)) || !(await sameCount(next, digests, more)) || !mayGoOn()) return false;
      await beforeSwitch();
      await closeNext();
      await change();
      return true;
    });
  } finally {
    await closeNext();
  }
}

/** What came last is read back too. */
async function sameAgain(next: Store, more: Digests): Promise<boolean> {
  if (more.size === 0) return true;
  const found: Digests = new Map();
  await copyDocuments({ from: next, keeps: (id) => more.has(id), since: 0, digests: found, mayGoOn: () => true });
  return [...more].every(([id, digest]) => found.get(id) === digest);
}

async function sameCount(next: Store, digests: Digests, more: Digests): Promise<boolean> {
  return (await next.info()).doc_count === new Set([...digests.keys(), ...more.keys()]).size;
}

export const throwNextAway = (base: string): Promise<void> => rm(nextFolder(base), { recursive: true, force: true });
