import { hostname } from 'node:os';
import { cutText } from '../../../domain/text/cut.ts';

/** As long as the office's device list takes. */
const longest = 80;

/**
 * How the office's device list names this device: what its owner called it, in whatever script; the platform where it has no name or the
 * system does not tell one.
 */
export function deviceLabel(name: () => string = hostname): string {
  let told = '';
  try {
    told = name().trim();
  } catch {
    // `uname` fails in some sandboxes: a device without a name works as any other
  }
  return cutText(told, longest) || process.platform;
}
