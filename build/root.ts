import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder; every command here may be started from anywhere. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
