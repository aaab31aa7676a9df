import { describe, expect, it } from 'vitest';
import { type Install, tellInstall, viewOf } from '../../test/builders/install-story.ts';
import { idOf } from '../../test/builders/order-story.ts';
import { ftthInstall } from '../order-types/ftth-install/index.ts';
import { type AnswerRow, answerRows } from './answer-rows.ts';
import { settledFields } from './settled.ts';

const readings = 'opticalTurnup.readings';
const rowsOf = (install: Install): readonly AnswerRow[] => answerRows(viewOf(install.all()), ftthInstall);
const fieldOf = (install: Install, field: string): AnswerRow | undefined =>
  rowsOf(install).find((row) => row.field === field);

/** Two devices answered the readings without knowing of each other; the office has seen both. */
function differing(one: number, other: number): Install {
  const install = tellInstall();
  install.upTo('opticalTurnup');
  const b = install.device('b', idOf('a'));
  b.meets(install.a);
  install.submit(readings, { onuDbm: one });
  install.submit(readings, { onuDbm: other }, b);
  install.office.meets(install.a, b);
  return install;
}

function choose(install: Install, value: number): void {
  const [conflict] = viewOf(install.office.known).conflicts;
  const chosen = conflict?.candidates.find((one) => one.value === value)?.submission ?? '';
  const rejected = conflict?.candidates.map(({ submission }) => submission).filter((id) => id !== chosen) ?? [];
  install.office.does('conflictChosen', { step: readings, field: 'onuDbm', chosen, rejected });
}

describe('the answers of an order as rows', () => {
  it('name the order, the field in both languages, the value with its limit, and who gave it where and when', () => {
    const install = tellInstall();
    install.upTo('opticalTurnup');
    const submitted = install.submit(readings, { onuDbm: -19.5 });
    expect(fieldOf(install, 'onuDbm')).toMatchObject({
      orderNumber: install.order.number,
      orderType: `ftth-install@${ftthInstall.version}`,
      stage: 'opticalTurnup',
      step: 'readings',
      labelZh: ftthInstall.texts['zh-CN']['field.opticalTurnup.readings.onuDbm'],
      labelEn: ftthInstall.texts.en['field.opticalTurnup.readings.onuDbm'],
      value: -19.5,
      unit: 'dBm',
      verdict: 'pass',
      submittedBy: idOf('a'),
      deviceId: idOf('devicea'),
      submittedAt: submitted.ok ? submitted.value.time.at : '',
      wasConflict: false,
      chosenBy: '',
      rejected: [],
      open: [],
      reviewVerdict: '',
    });
    const { limitMin, limitMax, limitSource } = fieldOf(install, 'onuDbm') ?? {};
    expect([limitMin, limitMax].every((limit) => typeof limit === 'number')).toBe(true);
    expect(limitSource).not.toBe('');
  });

  it('leave out what was not answered and what is not asked', () => {
    const install = tellInstall();
    expect(rowsOf(install)).toEqual([]);
    install.upTo('opticalTurnup');
    expect(rowsOf(install).every(({ value }) => value !== null && value !== '')).toBe(true);
    expect(rowsOf(install).some(({ stage }) => stage === 'opticalTurnup')).toBe(false);
  });

  it('while values differ: a conflict with every value, chosen by nobody', () => {
    const install = differing(-19, -21);
    const row = fieldOf(install, 'onuDbm');
    expect(row).toMatchObject({ wasConflict: true, chosenBy: '', chosenAt: '', rejected: [] });
    expect([...(row?.open ?? [])].sort()).toEqual([-19, -21].sort());
    expect(rowsOf(install).filter(({ wasConflict }) => wasConflict)).toHaveLength(1);
  });

  it('after the choice: who chose when, and the value that was rejected; a later correction does not wash that off', () => {
    const install = differing(-19, -21);
    choose(install, -19);
    const { event, at } = viewOf(install.all()).settled?.[0] ?? {};
    expect(event).toBeDefined();
    expect(fieldOf(install, 'onuDbm')).toMatchObject({
      value: -19,
      submittedBy: idOf('a'),
      deviceId: idOf('devicea'),
      wasConflict: true,
      chosenBy: idOf('dispatcher'),
      chosenAt: at,
      rejected: [-21],
      open: [],
    });
    install.a.meets(install.office);
    install.submit(readings, { onuDbm: -20 });
    expect(fieldOf(install, 'onuDbm')).toMatchObject({ value: -20, wasConflict: true, rejected: [-21] });
  });

  it('of two choices the last counts, and what either left is kept', () => {
    const install = differing(-19, -21);
    const b = install.device('b2', idOf('a'));
    b.meets(install.office);
    choose(install, -19);
    const [first] = viewOf(install.all()).settled ?? [];
    const { chosen = '', rejected = [] } = first?.submissions ?? {};
    b.does('conflictChosen', { step: readings, field: 'onuDbm', chosen: rejected[0] ?? '', rejected: [chosen] });
    const settled = viewOf(install.all()).settled ?? [];
    expect(settled).toHaveLength(2);
    const field = settledFields(settled).get(`${readings}/onuDbm`);
    expect(field?.choice).toEqual(settled.at(-1));
    const left = field?.rejected.map(({ value }) => value);
    expect(left).toEqual(settled.at(-1)?.rejected);
    expect(fieldOf(install, 'onuDbm')).toMatchObject({ value: field?.choice.chosen, rejected: left });
  });

  it('carry what the newest review said', () => {
    const install = tellInstall();
    install.complete();
    install.office.meets(install.a);
    install.review('returned', [{ step: readings, fields: ['onuDbm'], reasonCode: 'wrongValue', note: '' }]);
    expect(new Set(rowsOf(install).map(({ reviewVerdict }) => reviewVerdict))).toEqual(new Set(['returned']));
  });
});
