import type { ReactNode } from 'react';

/** The mark of Linework: one line that becomes a tick. */
export function Mark({ size }: { readonly size: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" aria-hidden="true">
      <rect width="48" height="48" rx="12" fill="#0958d9" />
      <path d="M9 16c8 0 9 17 16 17 6 0 7-18 14-18" fill="none" stroke="#fff" strokeWidth="4.5" strokeLinecap="round" />
      <circle cx="9" cy="16" r="4" fill="#7fe0a6" />
      <circle cx="39" cy="15" r="4" fill="#fff" />
    </svg>
  );
}
