import { type ComponentType, type ReactNode, use } from 'react';
import { loadPart } from './load-part.ts';

/**
 * A component whose program is loaded when it is first shown: nobody waits for what other roles use. It stands within a `Suspense` and a
 * `PartBoundary`, which tells of one that cannot be loaded and tries it again (React's own `lazy` keeps a failure for good).
 */
export function part<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => ReactNode {
  let loading: Promise<ComponentType<P>> | null = null;
  const forget = () => {
    loading = null;
  };
  return function Part(props: P): ReactNode {
    loading ??= loadPart(load, forget);
    const Loaded = use(loading);
    return <Loaded {...props} />;
  };
}
