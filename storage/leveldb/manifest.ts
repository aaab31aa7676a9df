/** A table file that the store still uses. */
export type TableFile = { readonly number: number; readonly bytes: number };
export type Manifest = {
  readonly tables: readonly TableFile[];
  readonly logNumber: number;
  readonly previousLog: number;
};

/**
 * Adds up the version edits of a MANIFEST (`db/version_edit.cc`): which tables live, from which log on LevelDB replays.
 * @throws RangeError on bytes that are no version edit
 */
export function readManifest(records: readonly Buffer[]): Manifest {
  const tables = new Map<number, TableFile>();
  let logNumber = 0;
  let previousLog = 0;
  for (const record of records) {
    const reader = new VarintReader(record);
    while (!reader.done()) {
      const tag = reader.number();
      if (tag === 1) reader.text();
      else if (tag === 2) logNumber = reader.number();
      else if (tag === 9) previousLog = reader.number();
      else if (tag === 3 || tag === 4) reader.number();
      else if (tag === 5) {
        reader.number();
        reader.text();
      } else if (tag === 6) {
        reader.number();
        tables.delete(reader.number());
      } else if (tag === 7) {
        reader.number();
        const number = reader.number();
        tables.set(number, { number, bytes: reader.number() });
        reader.text();
        reader.text();
      } else throw new RangeError(`no version edit has the tag ${tag}`);
    }
  }
  return { tables: [...tables.values()], logNumber, previousLog };
}

/** LevelDB's variable-length numbers and length-prefixed strings. Numbers above 2^53 do not occur (files, bytes, sequences). */
export class VarintReader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  position(): number {
    return this.#at;
  }

  done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  number(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw new RangeError('a number ends too early');
      this.#at += 1;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  }

  text(): Buffer {
    return this.take(this.number());
  }

  take(length: number): Buffer {
    const text = this.#bytes.subarray(this.#at, this.#at + length);
    if (text.length < length) throw new RangeError('a string ends too early');
    this.#at += length;
    return text;
  }
}
