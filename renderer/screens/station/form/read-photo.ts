/** A photo read from the page's input, ready for `evidence.add`. */
export type ReadPhoto = { readonly bytes: string; readonly source: 'live' | 'file'; readonly takenAt: string };

/** A picture handed over by a camera is this fresh; an older one was lying on the disk and is said to be a file. */
const liveWithinMs = 120_000;

/**
 * @param wanted what the person pressed: the camera or the file button. A camera button that handed over an old file counts as a file.
 */
export async function readPhoto(file: File, wanted: 'live' | 'file', now: number): Promise<ReadPhoto> {
  const fresh = now - file.lastModified <= liveWithinMs;
  return {
    bytes: await base64Of(file),
    source: wanted === 'live' && fresh ? 'live' : 'file',
    takenAt: new Date(Math.min(file.lastModified, now)).toISOString(),
  };
}

function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error ?? new Error('unreadable file'));
    reader.onload = () => {
      const url = String(reader.result);
      resolve(url.slice(url.indexOf(',') + 1));
    };
    reader.readAsDataURL(file);
  });
}
