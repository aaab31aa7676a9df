/** A photo chosen from the disk, ready for `evidence.add`. What was chosen as a file is a file, however new it is (R-33, ADR 0027). */
export type ReadPhoto = { readonly bytes: string; readonly source: 'file'; readonly takenAt: string };

export async function readPhoto(file: File, now: number): Promise<ReadPhoto> {
  return {
    bytes: await base64Of(file),
    source: 'file',
    takenAt: new Date(Math.min(file.lastModified, now)).toISOString(),
  };
}

export function base64Of(file: Blob): Promise<string> {
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
