import path from 'node:path';
import { root } from '../../build/root.ts';

/** Where the built programs lie; `LINEWORK_DIST` names a copy of `dist/` (below the repository, for the packages) to test that instead. */
export const distFolder: string = path.resolve(root, process.env.LINEWORK_DIST ?? 'dist');

export const builtProgram = (name: string): string => path.join(distFolder, name);
