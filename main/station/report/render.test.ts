import { expect, it } from 'vitest';
import { type Page, pagesOf, poppler } from './ink.ts';
import { sheet } from './paper.ts';
import { renderReport } from './render.ts';
import { sampleInput, samplePhotos, sampleView } from './sample-report.ts';

const squeeze = (text: string): string => text.replace(/\s+/g, '');
const textOf = (bytes: Uint8Array): string => squeeze(poppler('pdftotext', bytes));

/** How much of the pages is dark. */
const ink = (all: readonly Page[]): number =>
  all.reduce((sum, page) => sum + page.dark(0, 0, page.width, page.height), 0);

/** No pixel outside the margins; a pixel of rounding is allowed. */
function inkOutside(page: Page): number {
  const { margin } = sheet;
  const edge = margin - 1;
  return (
    page.dark(0, 0, page.width, edge) +
    page.dark(0, page.height - edge, page.width, page.height) +
    page.dark(0, 0, edge, page.height) +
    page.dark(page.width - edge, 0, page.width, page.height)
  );
}

it('says who, where, what was measured against which limit, and what dispatch let pass', async () => {
  const { bytes, pages } = await renderReport(sampleInput());
  const text = textOf(bytes);
  const said = [
    'HF-20260302-0017',
    '欧阳文静',
    '望江西路888号翡翠花园三期5幢2单元1704室',
    '138****7781',
    '陈志强',
    'BSS-8804417',
  ];
  const measured = [
    '−19.3dBm',
    '−27…−8dBm',
    '≤150m',
    '441.7Mbit/s',
    '≥450Mbit/s',
    'ITU-TG.984.2',
    'optics@1',
    '不合格fail',
    '合格pass',
  ];
  const letPass = ['调度员周岚', '网络侧整改中', '城域网扩容施工中', '2026-03-0210:31'];
  const materials = ['皮线光缆', '快速连接器', '★★★★★5/5'];
  for (const words of [...said, ...measured, ...letPass, ...materials]) expect(text, words).toContain(squeeze(words));
  // The sample's sources are of before there was a text in each language: printed without the marks of their author.
  expect(text).not.toMatch(/\[[WPU]\]/);
  expect(poppler('pdfinfo', bytes)).toMatch(new RegExp(`^Pages:\\s+${pages}$`, 'm'));
  expect(pages).toBe(7);
  expect(text).toContain(`Page${pages}/${pages}`);
});

it('embeds the subset of its own font and names no other', async () => {
  const { bytes } = await renderReport(sampleInput());
  const fonts = poppler('pdffonts', bytes).split('\n').slice(2).filter(Boolean);
  expect(fonts).toHaveLength(2);
  for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+NotoSansSC-\w+\s+CID TrueType\s+Identity-H\s+yes yes yes/);
});

it('puts ink where text, every photo and the signature are, and none outside the margins (R-37)', async () => {
  const { bytes } = await renderReport(sampleInput());
  const pages = pagesOf(bytes);
  for (const page of pages) {
    expect(inkOutside(page)).toBe(0);
    expect(page.dark(40, 40, 555, 760)).toBeGreaterThan(2000);
    // the footer
    expect(page.dark(40, 780, 555, 802)).toBeGreaterThan(100);
  }
  // Without photos, and without the signature, just that much ink is missing: they are visible, not only referenced.
  const bare = pagesOf((await renderReport(sampleInput({ photos: [] }))).bytes);
  expect(ink(pages) - ink(bare)).toBeGreaterThan(8 * 12_000);
  const view = sampleView();
  const unsigned = sampleInput({ view: { ...view, fold: { ...view.fold, signOff: null } }, photos: [] });
  expect(ink(bare) - ink(pagesOf((await renderReport(unsigned)).bytes))).toBeGreaterThan(800);
});

it('names every photo with slot, time, position or its lack, source and hash', async () => {
  const photos = samplePhotos(8);
  const text = textOf((await renderReport(sampleInput({ photos }))).bytes);
  for (const { item } of photos) {
    expect(text).toContain(item.document.sha256.slice(0, 16));
    expect(text).toContain(item.document.sha256);
  }
  expect(text.match(/31\.820600,117\.227200±9m/g)).toHaveLength(7);
  expect(text).toContain('无定位nofix');
  expect(text).toContain('选自文件fromafile');
  expect(text).toContain('面板处复测');
});

it('documents a refusal with reason and witness instead of a signature', async () => {
  const view = sampleView();
  const signOff = {
    eventId: 'e',
    at: '2026-03-02T02:48:00.000Z',
    signOff: {
      outcome: 'refused' as const,
      reasonCode: 'customerUnwilling',
      note: '客户对布线位置有异议',
      witness: '物业 王建国',
      seenDigest: 'b4'.repeat(32),
    },
  };
  const text = textOf((await renderReport(sampleInput({ view: { ...view, fold: { ...view.fold, signOff } } }))).bytes);
  for (const words of ['客户未签字', '客户对布线位置有异议', '物业王建国', 'b4'.repeat(32)])
    expect(text).toContain(words);
});

it('the customer’s copy is one page, whatever its length, and holds signature and hotline', async () => {
  const view = sampleView();
  const long = '很长的说明，'.repeat(200);
  const rows = Array.from({ length: 30 }, (_, i) => ({ name: `材料 ${i} ${long}`, quantity: i, unit: '个' }));
  const stages = view.stages.map((stage) => ({
    ...stage,
    steps: stage.steps.map((step) => {
      if (step.key === 'signOff.summary')
        return { ...step, values: { ...step.values, materials: rows, serviceSummary: long } };
      if (step.key === 'activation.iptv')
        return { ...step, values: { result: 'failed', failReason: 'other', failNote: long } };
      return step;
    }),
  }));
  const fold = {
    ...view.fold,
    customer: { ...view.fold.customer, name: '长'.repeat(200) },
    place: { ...view.fold.place, address: '长'.repeat(300) },
    products: { broadbandMbps: 500, iptv: true, voice: true },
  };
  const input = sampleInput({ view: { ...view, stages, fold }, photos: [], seenStands: false, crew: [long] });
  const { bytes } = await renderReport(input);
  const [copy = '', record = ''] = poppler('pdftotext', bytes).split('\f').map(squeeze);
  for (const words of [
    '客户联',
    '未开通',
    '客户已核对本页内容并签字',
    '签字之后，记录有过更改',
    '10000',
    '其余内容见施工记录',
    '第2页起',
  ])
    expect(copy, words).toContain(words);
  expect(record).toContain('施工报告');
  expect(record).toContain('客户姓名');
  // The middle was cut above the signature, not drawn over it.
  const [page] = pagesOf(bytes);
  expect(page && inkOutside(page)).toBe(0);
});

it('a second report names the first by its hash and says what changed', async () => {
  const sha256 = 'c5'.repeat(32);
  const { bytes } = await renderReport(
    sampleInput({
      report: 2,
      replaces: { report: 1, sha256, madeAt: '2026-03-02T02:50:00.000Z' },
      changes: [
        { kind: 'value', step: 'opticalTurnup.readings', field: 'onuDbm', before: -26.1, after: -19.3 },
        { kind: 'value', step: 'activation.iptv', field: 'result', before: 'failed', after: 'up' },
        { kind: 'photoWithdrawn', slot: 'opticalTurnup.readings.meter', sha256: 'd6'.repeat(32), reason: 'blurred' },
      ],
    }),
  );
  const text = textOf(bytes);
  for (const words of [sha256, '−26.1dBm', 'ONU接收光功率', 'd6d6d6d6', '撤回照片', '未开通', '原值before', '模糊'])
    expect(text, words).toContain(words);
});

it('gives the same bytes for the same input, in under two seconds with eight photos', async () => {
  const input = sampleInput();
  const first = await renderReport(input);
  // Processor time: other tests run beside this one.
  const started = process.cpuUsage();
  const second = await renderReport(input);
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1000).toBeLessThan(2000);
  expect(second.bytes.equals(first.bytes)).toBe(true);
});

it('keeps long Chinese, long Latin words and endless notes inside the margins, over as many pages as they need', async () => {
  const view = sampleView();
  const long = `${'超长说明文字，'.repeat(400)}${'W'.repeat(700)}`;
  const stages = view.stages.map((stage) => ({
    ...stage,
    steps: stage.steps.map((step) =>
      step.key === 'preparation.call' ? { ...step, values: { ...step.values, callNote: long } } : step,
    ),
  }));
  const fold = {
    ...view.fold,
    customer: { ...view.fold.customer, name: '长'.repeat(120), accountNumber: 'A'.repeat(64) },
  };
  const { bytes, pages } = await renderReport(sampleInput({ view: { ...view, stages, fold } }));
  const drawn = pagesOf(bytes);
  expect(drawn).toHaveLength(pages);
  expect(pages).toBeGreaterThan((await renderReport(sampleInput())).pages);
  for (const page of drawn) {
    expect(inkOutside(page)).toBe(0);
    expect(ink([page])).toBeGreaterThan(0);
  }
  const text = textOf(bytes);
  expect(text.match(/W/g)?.length ?? 0).toBeGreaterThanOrEqual(700);
});
