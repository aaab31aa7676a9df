import { describe, expect, it } from 'vitest';
import { readAnswer } from './office-answer.ts';

const answered = (status: number, json: unknown) => readAnswer({ status, json });

describe('what the office answers', () => {
  it.each<[string, number, unknown, string]>([
    ['a call’s refusal', 401, { ok: false, problem: { code: 'session.required', details: {} } }, 'session.required'],
    [
      'the replication door’s refusal: a session that is wanted is no lost link',
      401,
      { error: 'unauthorized', reason: '请先登录。', problem: { code: 'session.required', details: {} } },
      'session.required',
    ],
    ['a code of a later release', 409, { ok: false, problem: { code: 'of.tomorrow' } }, 'internal'],
    ['an answer that was altered on the way', 200, null, 'link.altered'],
    ['an error of something in between', 502, { error: 'bad gateway' }, 'link.officeUnreachable'],
  ])('%s', (_, status, json, code) => {
    expect(answered(status, json)).toMatchObject({ ok: false, problem: { code } });
  });

  it('a value', () => {
    expect(answered(200, { ok: true, value: 7 })).toEqual({ ok: true, value: 7 });
  });
});
