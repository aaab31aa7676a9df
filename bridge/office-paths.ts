/** Addresses of the office that a page or script opens by itself, part of `office.ts`. */
import type { Role } from './account.ts';

type Filters = Readonly<Record<string, string | readonly string[]>>;

/** `GET` of a file of answers (sync-server/export); filters as in `orders.list`, flags as `1`. */
export const answersPath = (format: 'csv' | 'json', filters: Filters): string =>
  filePath(`/export/answers.${format}`, filters);

/** `GET` of the list itself as a CSV; `language` of its words. */
export const listPath = (language: 'zh-CN' | 'en', filters: Filters): string =>
  filePath('/export/orders.csv', { ...filters, language });

const filePath = (path: string, filters: Filters): string => {
  const pairs = Object.entries(filters).flatMap(([key, given]) =>
    [given].flat().map((value) => `${key}=${encodeURIComponent(value)}`),
  );
  return `${path}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`;
};
export const exportRoles: readonly Role[] = ['dispatcher', 'reviewer', 'administrator'];

/** Pictures and reports for console and scripts: `GET /evidence/file/<sha256>?order=<orderId>`; `download=1` names a file. */
export const officeEvidencePath = (orderId: string, sha256: string): string =>
  `/evidence/file/${sha256}?order=${orderId}`;
/** tus uploads go to `/evidence/upload/` with metadata orderId, evidenceId, sha256, kind (`view` | `thumbnail` | `report`). */
export const evidenceUploadPath = '/evidence/upload/';
