import type { EvidenceVariant } from '../../../bridge/station.ts';

/** `/evidence/<id>/<variant>`, the id URI-encoded; null for any other path. */
export function evidenceOf(
  pathname: string,
): { readonly evidenceId: string; readonly variant: EvidenceVariant } | null {
  const parts = /^\/evidence\/([^/]{1,400})\/(thumbnail|view|original)$/.exec(pathname);
  if (!parts) return null;
  try {
    return { evidenceId: decodeURIComponent(parts[1] ?? ''), variant: parts[2] as EvidenceVariant };
  } catch {
    return null;
  }
}
