/** So many keys are remembered: a call that comes again after a lost answer comes within minutes. */
const rememberedKeys = 1000;

/**
 * Notes an act once, however often it is asked for under one key. Only what this process noted is known: an office that ended between the
 * act and its note writes the note when the call comes again. One whose note could not be made does so as well.
 */
export function notedOnce(): (key: string | undefined, note: () => Promise<void>) => Promise<void> {
  const noted = new Set<string>();
  return async (key, note) => {
    if (key === undefined) return note();
    if (noted.has(key)) return;
    noted.add(key);
    const [oldest] = noted;
    if (noted.size > rememberedKeys && oldest !== undefined) noted.delete(oldest);
    try {
      await note();
    } catch (error) {
      noted.delete(key);
      throw error;
    }
  };
}
