import type { Json } from '../../../../domain/documents/base.ts';
import { maskedPhones } from '../../../../domain/text/masked-phone.ts';
import { type Fact, facts, heading, styles } from '../blocks.ts';
import type { ReportInput } from '../input.ts';
import { colours, content, type Paper } from '../paper.ts';
import { characteristic, moment, offsetOf, position, span } from '../values.ts';
import { type Bilingual, inLine, type Speech } from '../wording.ts';

/** The head of the customer's copy and of the record: whose paper this is, which order, which report, and why it was made when it was. */
export function title(paper: Paper, input: ReportInput, speech: Speech, heading: Bilingual, whose = ''): void {
  const { document } = paper;
  const { view } = input;
  const height = 74;
  document.save().roundedRect(content.left, paper.y, content.width, height, 6).fill(colours.brand).restore();
  mark(document, content.left + 15, paper.y + 18);
  const name = speech.text('orderType');
  const said = `${name.first}　${heading.first}`;
  const large = sizes.find((size) => paper.lines(said, 290, { size, weight: 'bold' }).length === 1) ?? 11;
  paper.put(said, content.left + 64, paper.y + 15 + (19 - large) / 2, 290, {
    size: large,
    weight: 'bold',
    colour: '#ffffff',
    leading: 1.25,
  });
  const second = [name.second, heading.second, whose].filter((part) => part !== '').join(' · ') || '线务通 Linework';
  paper.put(second, content.left + 64, paper.y + 43, 290, { size: 9, colour: '#dbe8ff', leading: 1.3 });
  const right = content.right - 16 - 180;
  paper.put(inLine(speech.word('orderNumber')), right, paper.y + 12, 180, {
    size: 7.5,
    colour: '#dbe8ff',
    align: 'right',
    leading: 1.3,
  });
  paper.put(view.number, right, paper.y + 22, 180, {
    size: 14,
    weight: 'bold',
    colour: '#ffffff',
    align: 'right',
    leading: 1.3,
  });
  const zone = `${moment(input.madeAt, input.timeZone)} ${offsetOf(input.madeAt, input.timeZone)}`;
  paper.put(`${speech.word('reportNumber').first} ${input.report} · ${zone}`, right, paper.y + 46, 180, {
    size: 8,
    colour: '#dbe8ff',
    align: 'right',
    leading: 1.3,
  });
  paper.y += height + 6;
  const [why, later] = [speech.word(`occasion.${input.occasion}`), speech.word('laterUnknown')];
  const after = speech.word(view.fold.signOff?.signOff.outcome === 'refused' ? 'after.refused' : 'after.signed');
  const line = [
    `${why.first.replace('{after}', after.first)} ${later.first}`,
    `${why.second.replace('{after}', after.second)} ${later.second}`,
  ]
    .map((one) => one.trim())
    .join(' ');
  paper.y += paper.put(line.trim(), content.left, paper.y, content.width, styles.small);
}

/** A long name is set smaller before it is set in two lines. */
const sizes = [19, 17, 15, 13, 11] as const;

/** The product's mark: a light running through a fibre (48 units square, as on the icon). */
function mark(document: PDFKit.PDFDocument, x: number, y: number): void {
  document.save().translate(x, y).scale(0.78).lineWidth(4.5).lineCap('round').strokeColor('#ffffff');
  document.path('M9 16c8 0 9 17 16 17 6 0 7-18 14-18').stroke();
  document.circle(9, 16, 4).fill('#7fe0a6');
  document.circle(39, 15, 4).fill('#ffffff');
  document.restore();
}

export function orderFacts(paper: Paper, input: ReportInput, speech: Speech): void {
  const { fold } = input.view;
  heading(paper, speech.word('customer'));
  facts(paper, [
    { label: speech.word('customerName'), value: fold.customer.name },
    // The report is handed out; the whole number stays in the order.
    { label: speech.word('phone'), value: maskedPhones(fold.customer.phone) },
    { label: speech.word('grade'), value: inLine(speech.word(`grade.${fold.customer.grade}`)) },
    {
      label: speech.word('address'),
      value: `${fold.place.district === '' ? '' : `${fold.place.district} · `}${fold.place.address}`,
      wide: true,
    },
    { label: speech.word('access'), value: fold.place.access ?? '', wide: true },
    { label: speech.word('accountNumber'), value: fold.customer.accountNumber ?? '' },
    { label: speech.word('externalId'), value: input.view.externalId ?? '' },
  ]);
  heading(paper, speech.word('work'));
  facts(paper, workFacts(input, speech));
}

function workFacts({ view, technician, crew, timeZone }: ReportInput, speech: Speech): readonly Fact[] {
  const { fold } = view;
  const at = (iso: string | null | undefined): string => (iso ? moment(iso, timeZone) : '');
  return [
    { label: speech.word('technician'), value: technician },
    { label: speech.word('crew'), value: crew.join('、') },
    {
      label: speech.word('appointment'),
      value: view.appointment ? span(view.appointment.start, view.appointment.end, timeZone) : '',
    },
    { label: speech.word('acceptedAt'), value: at(view.acceptedAt) },
    { label: speech.word('arrivedAt'), value: at(fold.arrivedAt) },
    {
      label: speech.word('position'),
      value: fold.position && fold.position.source !== 'none' ? position(fold.position) : '',
    },
  ];
}

export function servicesAndResources(paper: Paper, input: ReportInput, speech: Speech): void {
  const { fold } = input.view;
  const list = (
    prefix: 'product' | 'resource',
    keys: readonly string[],
    values: Readonly<Record<string, Json>>,
  ): readonly Fact[] => {
    const declared = keys.filter((key) => key in values);
    const others = Object.keys(values).filter((key) => !keys.includes(key));
    return [...declared, ...others].map((key) => ({
      label: speech.text(`${prefix}.${key}`),
      value: characteristic(values[key] ?? null, `${prefix}.${key}`, speech, input.timeZone),
    }));
  };
  const services = list(
    'product',
    input.definition.products.map(({ key }) => key),
    fold.products,
  );
  const resources = list(
    'resource',
    input.definition.resources.map(({ key }) => key),
    fold.resources,
  );
  if (services.length > 0) {
    heading(paper, speech.said('heading.products') ?? speech.word('services'));
    facts(paper, services, 4);
  }
  if (resources.length > 0) {
    heading(paper, speech.word('resources'));
    facts(paper, resources, 4);
  }
  for (const found of fold.discrepancies) {
    const said = `${speech.text(`resource.${found.resource}`).first}：${speech.word('found').first} ${characteristic(found.found, `resource.${found.resource}`, speech, input.timeZone)}${found.note === '' ? '' : `（${found.note}）`}`;
    const height = paper.height(paper.lines(said, content.width, styles.value), styles.value);
    paper.need(height);
    paper.put(said, content.left, paper.y, content.width, { ...styles.value, colour: colours.warn });
    paper.y += height + 3;
  }
}
