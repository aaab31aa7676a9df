import { describe, expect, it } from 'vitest';
import type { SyncState } from '../../../../bridge/sync-state.ts';
import { makeTexts } from '../../../app/i18n.ts';
import { makeFormat } from '../../../texts/format.ts';
import { syncWords } from './sync-words.ts';

const base: SyncState = {
  state: 'synchronised',
  link: 'online',
  documents: 0,
  files: 0,
  fileBytes: 0,
  refused: 0,
  lastConfirmedAt: '2026-03-02T06:05:00.000Z',
  lastContactAt: null,
  nextTryAt: null,
  pulling: false,
  clockOffsetMs: null,
  newOffice: null,
  onTheWay: null,
  items: [],
};

function said(change: Partial<SyncState>, language: 'zh-CN' | 'en' = 'zh-CN') {
  const texts = makeTexts(language);
  return syncWords(
    { ...base, ...change },
    texts.getFixedT(language, 'station'),
    makeFormat(language, texts.getFixedT(language, 'words')),
  );
}

describe('the sync chip', () => {
  it('says synchronised only when nothing is outstanding', () => {
    expect(said({}).words).toMatch(/^已全部同步 \d\d:05$/);
    expect(said({ documents: 1 }).words).toBe('1 项未同步');
    expect(said({ files: 2 }).tone).toBe('warn');
  });

  it('counts documents and files together, in every state', () => {
    for (const state of ['waiting', 'offline', 'silent', 'signInNeeded', 'refused', 'stopped'] as const) {
      expect(said({ state, documents: 2, files: 3 }).words).toContain('5');
      expect(said({ state, documents: 2, files: 3 }, 'en').words).toContain('5');
    }
  });

  it('never warns of zero: with nothing to send, waiting is reaching the office or fetching from it', () => {
    expect(said({ state: 'waiting', link: 'unknown' })).toEqual({ words: '正在连接…', tone: 'info' });
    expect(said({ state: 'waiting', pulling: true }, 'en')).toEqual({ words: 'Getting orders…', tone: 'info' });
    for (const state of ['waiting', 'offline', 'silent', 'signInNeeded', 'stopped'] as const)
      for (const link of ['unknown', 'online'] as const) expect(said({ state, link }, 'en').words).not.toContain('0');
  });

  it('does not call a dead office no network', () => {
    const texts = makeTexts('zh-CN');
    const t = texts.getFixedT('zh-CN', 'station');
    const format = makeFormat('zh-CN', texts.getFixedT('zh-CN', 'words'));
    const of = (state: SyncState['state'], hasNetwork: boolean) =>
      syncWords({ ...base, state }, t, format, hasNetwork).words;
    expect([of('offline', true), of('offline', false), of('silent', true)]).toEqual([
      '连不上调度中心',
      '离线',
      '调度中心无响应',
    ]);
  });

  it('says offline plainly', () => {
    expect(said({ state: 'offline' }).words).toBe('离线');
    expect(said({ state: 'offline', documents: 3 }, 'en').words).toBe('Offline · 3 not synchronised');
  });
});
