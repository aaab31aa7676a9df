/** A dialog that is longer than the window keeps its head and its buttons in view; what is between them scrolls. */
export const modalInView = {
  container: { display: 'flex', flexDirection: 'column', maxHeight: '92dvh' },
  body: { flex: '0 1 auto', minHeight: 0, overflow: 'auto', padding: 4 },
} as const;
