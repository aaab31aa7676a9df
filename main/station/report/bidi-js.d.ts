/** The part of bidi-js 1.0.3 that is used; the package brings no types. */
declare module 'bidi-js' {
  export type EmbeddingLevels = {
    /** of each UTF-16 unit; odd: right to left */
    readonly levels: Uint8Array;
    readonly paragraphs: readonly { readonly start: number; readonly end: number; readonly level: number }[];
  };
  export type Bidi = {
    getEmbeddingLevels(text: string, direction?: 'ltr' | 'rtl' | 'auto'): EmbeddingLevels;
    getMirroredCharacter(character: string): string | null;
  };
  const makeBidi: () => Bidi;
  export default makeBidi;
}
