import { type Studio, StudioEnded } from '../evidence/studio.ts';
import type { ReportInput, ReportPhoto } from './input.ts';
import type { Report } from './render.ts';

/**
 * The report with its photos. When one of them ends the process that draws them, each is drawn alone, and the report is made without
 * the one that cannot be: its hash stands there, and words in its place.
 */
export async function drawReport(studio: Studio, input: ReportInput): Promise<Report> {
  try {
    return await studio.make('report', { input, copied: false });
  } catch (error) {
    if (!(error instanceof StudioEnded)) throw error;
  }
  const photos: ReportPhoto[] = [];
  for (const photo of input.photos) photos.push({ ...photo, picture: await paperCopy(studio, photo) });
  return studio.make('report', { input: { ...input, photos }, copied: true });
}

async function paperCopy(studio: Studio, { picture }: ReportPhoto): Promise<ReportPhoto['picture']> {
  if (picture === null || picture.length === 0) return picture;
  try {
    return await studio.make('paper', { picture });
  } catch (error) {
    if (!(error instanceof StudioEnded)) throw error;
    return null;
  }
}
