/** The same keys with any words: what the second language must bring. A missing or a surplus key does not compile. */
export type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> };
