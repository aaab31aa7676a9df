import type { TechnicianStore } from '../store/technician-store.ts';

/** What this device knows of office generations, in two places: a lost checkpoint must not make a stranger of an office a first one. */
type Known = Pick<TechnicianStore, 'journal' | 'checkpoint'>;

/** how many generations were noted, and which of them a generation was: numbers, because the journal keeps marks only */
const count = 'generations';
const markOf = (generation: string): string => `generation:${generation}`;

/** `another`: what this device holds belongs to a database that this office no longer has. */
export function judgeGeneration({ journal, checkpoint }: Known, offered: string): 'first' | 'same' | 'another' {
  const known = checkpoint.get().generation;
  if (known !== null) return known === offered ? 'same' : 'another';
  if (journal.mark(count) === 0) return 'first';
  return journal.mark(markOf(offered)) === journal.mark(count) ? 'same' : 'another';
}

/** From now on this is the office. Repeating it writes nothing. */
export async function noteGeneration({ journal, checkpoint }: Known, generation: string): Promise<void> {
  const last = journal.mark(count);
  if (last === 0 || journal.mark(markOf(generation)) !== last) {
    const marks = [count, markOf(generation)].map((key) => ({ mark: { key, value: last + 1 } }));
    await journal.append([{ all: marks }]);
  }
  if (checkpoint.get().generation !== generation) await checkpoint.set({ generation });
}
