import { maskedPhones } from '../../../../domain/text/masked-phone.ts';
import { type CustomerCopy, customerCopy } from '../../../../forms/engine/customer-copy.ts';
import type { ServiceAnswer, ServiceResult } from '../../../../forms/engine/service-results.ts';
import { type Cell, cutTo, type Fact, facts, heading, styles, table } from '../blocks.ts';
import type { ReportInput } from '../input.ts';
import { colours, content, type Paper } from '../paper.ts';
import { rowLines, valueWords } from '../value-words.ts';
import { characteristic } from '../values.ts';
import { inLine, type Speech } from '../wording.ts';
import { tones } from './measures.ts';
import { signature, signatureHeight } from './sign-off.ts';
import { title } from './title.ts';

/** The lowest place for what stands above the foot: heading, signature, hotline, where the record is. */
const endOf = ({ seenStands }: ReportInput): number => content.bottom - signatureHeight - (seenStands ? 46 : 70);
/** A section that has no more room than this is left to the record. */
const least = 53;

/**
 * The customer's copy (ADR 0029): one page with what was signed, made of the same parts as the screen. What does not fit is cut at a line, and
 * the page says where the rest is. Turns the page for the record.
 */
export function customersCopy(paper: Paper, input: ReportInput, speech: Speech): void {
  const copy = customerCopy(input.view, input.definition);
  title(paper, input, speech, speech.word('copyTitle'), inLine(speech.word('customersCopy')));
  who(paper, input, speech);
  const isWhole = [
    results(paper, copy, input, speech),
    exceptions(paper, input, speech),
    measured(paper, copy, input, speech),
    told(paper, copy, input, speech),
    lists(paper, copy, input, speech),
  ].every((fitted) => fitted);
  paper.y = Math.min(paper.y, endOf(input));
  heading(paper, speech.word('signOff'), 0);
  signature(paper, input, speech);
  closing(paper, isWhole, input, speech);
  paper.document.addPage();
  paper.y = content.top;
}

/** So many lines of an answer fit above the foot. */
const linesLeft = (paper: Paper, input: ReportInput): number =>
  Math.max(0, Math.floor((endOf(input) - paper.y) / lineHeight));
const lineHeight = styles.value.size * styles.value.leading;

function who(paper: Paper, input: ReportInput, speech: Speech): void {
  const { fold } = input.view;
  const narrow = content.width / 3 - 20;
  const at = `${fold.place.district === '' ? '' : `${fold.place.district} · `}${fold.place.address}`;
  paper.y += 8;
  facts(paper, [
    { label: speech.word('customerName'), value: cutTo(paper, fold.customer.name, content.width, styles.value, 2) },
    { label: speech.word('phone'), value: maskedPhones(fold.customer.phone) },
    {
      label: speech.word('technician'),
      value: cutTo(paper, [input.technician, ...input.crew].join('、'), narrow, styles.value, 1),
    },
    {
      label: speech.word('address'),
      value: cutTo(paper, at, content.width, styles.value, 2),
      wide: true,
    },
  ]);
}

/** By service: what became of it, with its rates and levels, or why it is not done. Types that know no services name what was ordered. */
function results(paper: Paper, { services }: CustomerCopy, input: ReportInput, speech: Speech): boolean {
  if (services.length === 0) return ordered(paper, input, speech);
  heading(paper, speech.word('results'), 0);
  const columns = [
    { title: speech.word('service'), share: 22 },
    { title: speech.word('result'), share: 20 },
    { title: speech.word('details'), share: 58 },
  ];
  const wide = (content.width * 58) / 100 - 12;
  const most = services.length <= 3 ? 3 : 2;
  const shown = services.slice(0, 5);
  table(
    paper,
    columns,
    shown.map((service) => resultRow(service, cutter(paper, wide, most), input, speech)),
  );
  const undone = services.some(({ state }) => state === 'notDone');
  if (undone) {
    const said = inLine(speech.word(input.hotline === null ? 'notDonePlain' : 'notDoneText'));
    paper.y += paper.put(said, content.left, paper.y, content.width, { ...styles.small, colour: colours.warn }) + 2;
  }
  return shown.length === services.length;
}

const cutter =
  (paper: Paper, width: number, lines: number) =>
  (text: string): string =>
    cutTo(paper, text, width, styles.value, lines);

const resultTones = { done: tones.pass, notDone: tones.fail, open: tones.none } as const;

function resultRow(
  service: ServiceResult,
  cut: (text: string) => string,
  input: ReportInput,
  speech: Speech,
): readonly Cell[] {
  const name = speech.text(`service.${service.key}`);
  return [
    { text: name.first, style: styles.strong, ...(name.second === '' ? {} : { under: name.second }) },
    { text: resultWords(service, speech), pill: resultTones[service.state] },
    { text: cut(detailWords(service, input, speech)) },
  ];
}

/** The answer's own words where it was one of several (`未开通`), else done or not done: `是` under "restored" would say nothing here. */
function resultWords({ key, state, answer }: ServiceResult, speech: Speech): string {
  const option =
    typeof answer?.value === 'string' ? speech.said(`option.${answer.step}.${answer.field}.${answer.value}`) : null;
  return inLine(option ?? speech.said(`result.${key}.${state}`) ?? speech.word(`state.${state}`));
}

function detailWords(service: ServiceResult, input: ReportInput, speech: Speech): string {
  const told = (one: ServiceAnswer): string => {
    const { verdict } = one.measure ?? { verdict: 'none' };
    const judged = verdict === 'none' ? '' : bracketed(speech.word(verdict).first, input);
    return `${valueWords(one.step, one.field, one.value, input, speech)}${judged}`;
  };
  if (service.state === 'notDone') {
    const why = service.reasons.map(told).join(' — ');
    return `${labelled(speech.word('why').first, input)}${why === '' ? inLine(speech.word('whyMissing')) : why}`;
  }
  return service.figures
    .map((one) => `${speech.text(`field.${one.step}.${one.field}`).first} ${told(one)}`)
    .join(' · ');
}

const isChinese = ({ languages }: ReportInput): boolean => languages[0] !== 'en';
const bracketed = (text: string, input: ReportInput): string => (isChinese(input) ? `（${text}）` : ` (${text})`);
const labelled = (label: string, input: ReportInput): string => (isChinese(input) ? `${label}：` : `${label}: `);

function ordered(paper: Paper, input: ReportInput, speech: Speech): boolean {
  const products = Object.entries(input.view.fold.products).filter(
    ([, value]) => value !== null && value !== '' && value !== false,
  );
  if (products.length === 0) return true;
  heading(paper, speech.said('heading.products') ?? speech.word('ordered'), 0);
  const all = products.map(
    ([key, value]): Fact => ({
      label: speech.text(`product.${key}`),
      value: cutTo(
        paper,
        characteristic(value, `product.${key}`, speech, input.timeZone),
        content.width,
        styles.value,
        2,
      ),
    }),
  );
  const shown = all.slice(0, 9);
  facts(paper, shown);
  return shown.length === all.length;
}

/** Answers that the order type has for the customer, as many as fit. */
function told(paper: Paper, copy: CustomerCopy, input: ReportInput, speech: Speech): boolean {
  if (copy.told.length === 0) return true;
  if (endOf(input) - paper.y < least) return false;
  heading(paper, speech.word('told'), 0);
  const all = copy.told.map((one) => {
    const whole = valueWords(one.step, one.field, one.value, input, speech);
    const value = cutTo(paper, whole, content.width, styles.value, 3);
    return { whole, fact: { label: speech.text(`field.${one.step}.${one.field}`), value } };
  });
  // Short ones stand three in a row; a row with a long one in it takes more.
  const narrow = content.width / 3 - 14;
  const tall = all.filter(({ fact }) => paper.lines(fact.value, narrow, styles.value).length > 1).length;
  const rows = Math.floor((linesLeft(paper, input) - tall * 2) / 2.4);
  const shown = all.slice(0, Math.max(0, rows * 3));
  facts(
    paper,
    shown.map(({ fact }) => fact),
  );
  return shown.length === all.length && shown.every(({ whole, fact }) => whole === fact.value);
}

function measured(paper: Paper, { measures }: CustomerCopy, input: ReportInput, speech: Speech): boolean {
  if (measures.length === 0) return true;
  if (endOf(input) - paper.y < least) return false;
  heading(paper, speech.word('measures'), 0);
  const shown = measures.slice(0, 3 * Math.max(1, Math.floor((endOf(input) - paper.y) / 30)));
  facts(
    paper,
    shown.map(({ step, field, value, measure }): Fact => {
      const verdict = measure?.verdict ?? 'none';
      return {
        label: speech.text(`field.${step}.${field}`),
        value: valueWords(step, field, value, input, speech),
        pill: { text: speech.word(verdict).first, tone: tones[verdict] },
      };
    }),
  );
  return shown.length === measures.length;
}

/** What dispatch let pass concerns the customer too: which condition did not hold, and why it was let pass. */
function exceptions(paper: Paper, input: ReportInput, speech: Speech): boolean {
  const { overrides } = input.view.fold;
  if (overrides.length === 0) return true;
  if (endOf(input) - paper.y < least) return false;
  heading(paper, speech.word('exceptions'), 0);
  const lines = overrides.map(
    ({ payload: { stage, gate, reasonCode } }) =>
      `${labelled(inLine(speech.word('notMet')), input)}${inLine(speech.text(`gate.${stage}.${gate}`))} — ${inLine(speech.text(`reason.overridden.${reasonCode}`))}`,
  );
  return put(paper, input, lines);
}

/** Materials and equipment, a line each. */
function lists(paper: Paper, copy: CustomerCopy, input: ReportInput, speech: Speech): boolean {
  return copy.lists
    .map((list) => {
      if (endOf(input) - paper.y < least) return false;
      const path = `${list.step}.${list.field}`;
      heading(paper, speech.text(`field.${path}`), 0);
      return put(paper, input, rowLines(list.definition, list.value, path, { timeZone: input.timeZone, speech }));
    })
    .every((fitted) => fitted);
}

function put(paper: Paper, input: ReportInput, lines: readonly string[]): boolean {
  for (const line of lines) {
    if (linesLeft(paper, input) < 1) return false;
    const cut = cutTo(paper, line, content.width, styles.value, 1);
    paper.y += paper.put(cut, content.left, paper.y, content.width, styles.value);
    if (cut !== line) return false;
  }
  paper.y += 3;
  return true;
}

function closing(paper: Paper, isWhole: boolean, input: ReportInput, speech: Speech): void {
  const { hotline } = input;
  if (hotline !== null) {
    const { document } = paper;
    const y = content.bottom - 34;
    document.save().roundedRect(content.left, y, content.width, 20, 4).fill(colours.brandSoft).restore();
    const said = `${inLine(speech.word('hotlineText'))} ${hotline}`;
    paper.put(cutTo(paper, said, content.width - 20, styles.strong, 1), content.left + 10, y + 3, content.width - 20, {
      ...styles.strong,
      colour: colours.brand,
    });
  }
  const [rest, where] = [isWhole ? null : speech.word('restInRecord'), speech.word('recordFollows')];
  const said = `${rest?.first ?? ''}${where.first} ${rest?.second ?? ''} ${where.second}`.trim();
  paper.put(said, content.left, content.bottom - 12, content.width, styles.small);
}
