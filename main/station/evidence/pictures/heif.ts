import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Canvas, createCanvas } from '@napi-rs/canvas';

/** The part of libheif's JavaScript door that is used here. */
type Heif = { readonly HeifDecoder: new () => { readonly decode: (bytes: Uint8Array) => readonly HeifImage[] } };
type HeifImage = {
  readonly is_primary: () => boolean;
  readonly get_width: () => number;
  readonly get_height: () => number;
  readonly display: (into: Pixels, done: (pixels: Pixels | null) => void) => void;
  readonly free: () => void;
};
type Pixels = { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number };

let library: Heif | null = null;

/**
 * Loaded with the first such picture: 1.4 MB of WebAssembly, a file of its own that can be replaced (LGPL; ADR 0023). The package's own
 * `wasm.js` looks for it in the folder where the program was started.
 */
function heif(): Heif {
  if (library) return library;
  const require = createRequire(import.meta.url);
  const make = require('libheif-js/libheif-wasm/libheif.js') as (given: { readonly wasmBinary: Uint8Array }) => Heif;
  library = make({ wasmBinary: readFileSync(require.resolve('libheif-js/libheif-wasm/libheif.wasm')) });
  return library;
}

/** Whether this installation has the library: a site may have taken it out (patents on HEVC, ADR 0023). */
export function canDecodeHeif(): boolean {
  try {
    heif();
    return true;
  } catch {
    return false;
  }
}

/** The main picture of a HEIC or HEIF file, turned as the file says; null when it cannot be decoded. */
export async function decodeHeif(bytes: Uint8Array): Promise<Canvas | null> {
  const images = new (heif().HeifDecoder)().decode(bytes);
  const image = images.find((one) => one.is_primary()) ?? images[0];
  try {
    if (!image) return null;
    const canvas = createCanvas(image.get_width(), image.get_height());
    const pen = canvas.getContext('2d');
    const pixels = pen.createImageData(canvas.width, canvas.height);
    const shown = await new Promise<Pixels | null>((resolve) => image.display(pixels, resolve));
    if (shown === null) return null;
    pen.putImageData(pixels, 0, 0);
    return canvas;
  } finally {
    for (const one of images) one.free();
  }
}
