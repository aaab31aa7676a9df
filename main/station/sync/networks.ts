import { networkInterfaces } from 'node:os';

const lookEveryMs = 2_000;

/** Tells each change of this machine's addresses towards the outside: a link may be back. Answers how to stop. */
export function watchNetworks(changed: () => void): () => void {
  let networks = networkNames();
  const looks = setInterval(() => {
    const names = networkNames();
    const isNew = names !== networks;
    networks = names;
    if (isNew) changed();
  }, lookEveryMs);
  return () => clearInterval(looks);
}

const networkNames = (): string =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal)
    .map(({ address }) => address)
    .sort()
    .join(' ');
