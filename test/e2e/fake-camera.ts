import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { chromiumFlags, locateChromium } from '../../build/needs/chromium.ts';

const size = { width: 960, height: 720 } as const;
const scenes = 18;
/** frames that show one scene: a second of the fake camera's 30 frames a second */
const framesEach = 30;

/** Chromium with a camera that films a film: eighteen scenes round and round, each sharp and unlike the others. */
export async function openBrowserWithCamera(folder: string): Promise<Browser> {
  const film = path.join(folder, 'scenes.mjpeg');
  await writeFile(
    film,
    Buffer.concat(Array.from({ length: scenes }, (_, n) => Array(framesEach).fill(scene(n))).flat()),
  );
  const executablePath = locateChromium();
  if (!executablePath) throw new Error('no Chromium; `npm test` installs one');
  const args = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
  return chromium.launch({ executablePath, args: [...chromiumFlags, ...args] });
}

/** Blocks of grey by a generator of its own for each scene: neighbours differ, so that two scenes are two pictures to every check. */
function scene(n: number): Buffer {
  const canvas = createCanvas(size.width, size.height);
  const pen = canvas.getContext('2d');
  let state = (n + 7) * 2_654_435_761;
  for (let y = 0; y < 8; y += 1)
    for (let x = 0; x < 9; x += 1) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      const grey = 40 + ((state >>> 16) % 176);
      pen.fillStyle = `rgb(${grey} ${grey} ${grey})`;
      pen.fillRect((x * size.width) / 9, (y * size.height) / 8, size.width / 9 + 1, size.height / 8 + 1);
    }
  pen.fillStyle = '#0a47ae';
  pen.font = 'bold 160px sans-serif';
  pen.fillText(`${n}`, 380, 420);
  return canvas.toBuffer('image/jpeg', 80);
}

/** Keeps every stream that the page opens, so that a test can see whether they were stopped. */
export async function watchStreams(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const streams: MediaStream[] = [];
    Object.assign(window, { streams });
    const media = navigator.mediaDevices as MediaDevices | undefined;
    if (!media) return;
    const ask = media.getUserMedia.bind(media);
    media.getUserMedia = async (wanted) => {
      const stream = await ask(wanted);
      streams.push(stream);
      return stream;
    };
  });
}

/** tracks that film at this moment */
export const filming = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      (window as unknown as { streams: readonly MediaStream[] }).streams
        .flatMap((stream) => stream.getTracks())
        .filter(({ readyState }) => readyState === 'live').length,
  );

/** What the camera sees now, as the greys of its blocks; empty while there is no picture. */
export const sceneOf = (page: Page): Promise<string> =>
  page.getByTestId('viewfinder-video').evaluate((element) => {
    const video = element as HTMLVideoElement;
    if (video.videoWidth === 0) return '';
    const canvas = document.createElement('canvas');
    canvas.width = 9;
    canvas.height = 8;
    const pen = canvas.getContext('2d');
    pen?.drawImage(video, 0, 0, 9, 8);
    const { data } = pen?.getImageData(0, 0, 9, 8) ?? { data: [] };
    // Coarse, because two decodings of one frame differ by a shade.
    return Array.from({ length: 18 }, (_, i) => Math.round((data[i * 4] ?? 0) / 24)).join('.');
  });
