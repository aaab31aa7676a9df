import path from 'node:path';

/**
 * The file inside `folder` that a URL path names, or null when it leaves the folder. With the separator: `/data/app-old`
 * is not inside `/data/app`. Decoded once; a backslash, a NUL or a drive letter is refused on every system.
 */
export function containedPath(folder: string, urlPath: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  if (/[\\\0]/.test(decoded) || /(^|\/)[a-zA-Z]:/.test(decoded)) return null;
  const file = path.resolve(folder, `.${path.posix.join('/', decoded)}`);
  return isInside(folder, file) && !decoded.split('/').includes('..') ? file : null;
}

/** Is `file` (absolute) below `folder`? */
export function isInside(folder: string, file: string): boolean {
  const root = path.resolve(folder);
  return path.resolve(file).startsWith(root.endsWith(path.sep) ? root : root + path.sep);
}
