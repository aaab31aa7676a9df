/** Bytes that a good eye cannot tell from more; half as large as at 0.98. */
const quality = 0.92;

/** The frame that is shown now, at the camera's own size; null while none has come. */
export function grabFrame(video: HTMLVideoElement): HTMLCanvasElement | null {
  const { videoWidth: width, videoHeight: height } = video;
  if (width === 0 || height === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.drawImage(video, 0, 0, width, height);
  return canvas;
}

/** The frame as a JPEG without any EXIF: what is known of the picture is said beside it. */
export const jpegOf = (frame: HTMLCanvasElement): Promise<Blob | null> =>
  new Promise((resolve) => frame.toBlob(resolve, 'image/jpeg', quality));
