import { createInstance } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AuditAction, auditActions } from '../../../../bridge/audit.ts';
import { installDefinition } from '../../../../test/builders/install-definition.ts';
import { definitionWords } from '../../../texts/definition-words.ts';
import { consoleAudit as en } from '../../../texts/en/console-audit.ts';
import { consoleAudit as zh } from '../../../texts/zh-CN/console-audit.ts';
import type { ConsoleT, SharedT } from '../words/use-words.ts';
import { everything, filterOf } from './audit-filters.tsx';
import { auditAbout, auditMore, auditWhy } from './audit-words.ts';

let t: ConsoleT;
let tw: SharedT;
beforeAll(async () => {
  const i18n = createInstance();
  const resources = {
    'zh-CN': { console: { join: '、', admin: { audit: zh } }, words: { role: { reviewer: '审核' } } },
    en: { console: { admin: { audit: en } } },
  };
  await i18n.init({ lng: 'zh-CN', resources, ns: ['console', 'words'], interpolation: { escapeValue: false } });
  t = i18n.getFixedT('zh-CN', 'console') as unknown as ConsoleT;
  tw = i18n.getFixedT('zh-CN', 'words') as unknown as SharedT;
});

describe('an entry of the audit trail in words', () => {
  it.each([
    ['session.wrongPassword', '账号或密码不对'],
    ['session.tooManyTries', '尝试次数过多'],
    ['notFound', '没有找到所请求的内容。'],
    // Its sentence has a gap for a figure that the entry has not.
    ['input.tooLarge', 'input.tooLarge'],
    ['of.a.later.office', 'of.a.later.office'],
  ])('says why: %s', (code, said) => {
    expect(auditWhy(code, t, 'zh-CN')).toBe(said);
  });

  const about = (action: AuditAction, what: string | null, details = {}) =>
    auditAbout({ action, about: what, details }, t);
  it('says to what it was done', () => {
    expect(about('access.refused', 'accounts.add', { method: 'POST' })).toEqual({ kind: 'words', text: '添加账号' });
    expect(about('access.refused', '/db/:name', { method: 'PUT' })).toEqual({ kind: 'written', text: 'PUT /db/:name' });
    expect(about('access.refused', 'orders.list')).toEqual({ kind: 'written', text: 'orders.list' });
    expect(about('device.revoked', '01m8p4b3vxbk784pzjx5x5atfm')).toEqual({ kind: 'words', text: '设备 x5x5atfm' });
    expect(about('order.gateOverridden', 'an-order')).toEqual({ kind: 'order', text: 'an-order' });
    expect(about('account.added', 'tech9')).toEqual({ kind: 'written', text: 'tech9' });
    expect(about('session.signedIn', null)).toBeNull();
  });

  const words = definitionWords(installDefinition, 'zh-CN');
  const more = (details: Readonly<Record<string, string | number | boolean>>) => auditMore(details, t, tw, [words]);
  it('says what else is known', () => {
    expect(more({ via: 'cookie' })).toBe('方式: 浏览器');
    expect(more({ role: 'reviewer', accountId: '01' })).toBe('角色: 审核');
    expect(more({ kind: 'csv', filters: '' })).toBe('格式: CSV');
    expect(more({ stage: 'opticalTurnup', gate: 'powerWindow' })).toBe(
      `阶段: ${words.stage('opticalTurnup')} · 关口: ${words.gate('opticalTurnup', 'powerWindow')}`,
    );
    expect(more({ something: 3 })).toBe('something: 3');
  });

  // Every detail that is written anywhere: `details: {` under sync-server.
  it.each([
    [{ performs: 'callBack nobody', stage: 'opticalTurnup', gate: 'powerWindow', of: 'tech1' }],
    [{ kind: 'json', orders: 12, customer: true, filters: 'customer from language onlyConflicts orderType phase' }],
    [{ kind: 'csv', orders: 12, customer: false, filters: 'search sort technicianId to accountId action outcome' }],
    [{ databases: 4, takenAt: '2026-11-30T08:00:00.000Z', withAccounts: false, via: 'bearer' }],
  ])('says no name of the code: %o', (details) => {
    const said = more(details).replaceAll(/tech1|CSV|JSON|nobody|callBack/g, '');
    // Upper case: names that people say, as ONU.
    expect(said).not.toMatch(/[a-z]/);
  });

  it.each(auditActions)('has words for %s', (action) => {
    expect(t(`admin.audit.action.${action}`)).not.toContain('admin.audit');
  });
});

it('days that are no days ask for nothing, and do not take the page away', () => {
  for (const day of ['12345-01-01', '275761-01-01', 'x', ''])
    expect(filterOf({ ...everything, fromDay: day, toDay: day })).toEqual({});
  const { from, to } = filterOf({ ...everything, fromDay: '2026-11-30', toDay: '2026-11-30' });
  expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(86_400_000);
});
