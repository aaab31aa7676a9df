import { createHash } from 'node:crypto';
import { endingProposed } from '../../../forms/engine/service-results.ts';
import { type RareFont, systemRareFonts } from './fonts.ts';
import type { ReportInput } from './input.ts';
import { openPaper } from './paper.ts';
import { changes } from './sections/changes.ts';
import { customersCopy } from './sections/customers-copy.ts';
import { footers, integrity } from './sections/integrity.ts';
import { measures } from './sections/measures.ts';
import { overrides } from './sections/overrides.ts';
import { photos } from './sections/photos.ts';
import { signOff } from './sections/sign-off.ts';
import { steps } from './sections/steps.ts';
import { orderFacts, servicesAndResources, title } from './sections/title.ts';
import { speech } from './wording.ts';

/** The PDF and what of it a test or a log wants to know. */
export type Report = { readonly bytes: Buffer; readonly pages: number; readonly replacedCharacters: readonly string[] };

/**
 * Makes the completion report (DESIGN §6): the customer's copy on one page, the record behind it; A4, an embedded subset font, photos and signature inside.
 * @param rareFonts fonts of the machine for characters that Noto Sans SC lacks; one that none has is printed as 〔U+…〕
 */
export async function renderReport(
  input: ReportInput,
  rareFonts: readonly RareFont[] = systemRareFonts(),
): Promise<Report> {
  const say = speech(input.definition, input.languages);
  const made = new Date(input.madeAt);
  const paper = openPaper(
    {
      Title: `${input.view.number} ${say.text('orderType').first} ${say.word(titleOf(input)).first} ${input.report}`,
      Author: '线务通 Linework',
      Subject: `workOrder:${input.view.orderId}`,
      Keywords: input.covers.join(' '),
      Creator: 'Linework station',
      CreationDate: made,
      ModDate: made,
    },
    rareFonts,
  );
  customersCopy(paper, input, say);
  title(paper, input, say, say.word(titleOf(input)));
  changes(paper, input, say);
  orderFacts(paper, input, say);
  servicesAndResources(paper, input, say);
  measures(paper, input, say);
  overrides(paper, input, say);
  steps(paper, input, say);
  photos(paper, input, say);
  signOff(paper, input, say);
  integrity(paper, input, say);
  const pages = footers(paper, input, coversDigest(input), say);
  return { bytes: await paper.finish(), pages, replacedCharacters: [...paper.replaced] };
}

/** A paper that says that something was not done does not call itself a report of completion. */
const titleOf = ({ view, definition }: ReportInput): 'title' | 'workReport' =>
  endingProposed(view, definition) === 'complete' ? 'title' : 'workReport';

/** One hash over everything covered: the ids in order, each photo with its own hash. */
export function coversDigest({ covers, photos: all }: Pick<ReportInput, 'covers' | 'photos'>): string {
  const hash = createHash('sha256');
  for (const id of covers) hash.update(`${id}\n`);
  for (const { item } of all) hash.update(`${item.document.sha256}\n`);
  return hash.digest('hex');
}
