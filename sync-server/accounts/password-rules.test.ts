import { expect, it } from 'vitest';
import { statusOf, worded } from '../../domain/problem.ts';
import { weaknessOf } from './password-rules.ts';
import { newPassword } from './tokens.ts';

const owner = { username: 'zhang.san', name: '张三丰' };
const judge = async (password: string) => (await weaknessOf(password, owner, 10))?.code ?? 'ok';

it.each([
  ['', 'session.weakPassword'],
  ['12345678', 'session.weakPassword'],
  ['linework', 'session.weakPassword'],
  ['线务通', 'session.weakPassword'],
  ['1234567890', 'session.passwordOfDigits'],
  ['13955110000', 'session.passwordOfDigits'],
  ['１２３４５６７８９０', 'session.passwordOfDigits'],
  ['2026-11-30!', 'session.passwordOfDigits'],
  ['Linework2026', 'session.passwordNamed'],
  ['linework-2026!', 'session.passwordNamed'],
  ['ＬＩＮＥＷＯＲＫ-1', 'session.passwordNamed'],
  ['线务通线务通线务通线务通', 'session.passwordNamed'],
  ['zhang.san99', 'session.passwordNamed'],
  ['张三丰张三丰张三丰张三丰', 'session.passwordNamed'],
  ['xianwutong1', 'session.passwordNamed'],
  ['qwertyuiop', 'session.passwordCommon'],
  ['1qaz2wsx3edc', 'session.passwordCommon'],
  ['Password123!', 'session.passwordCommon'],
  ['P@ssw0rd123', 'session.passwordCommon'],
  ['woaini1314', 'session.passwordCommon'],
  ['woaini1314520', 'session.passwordCommon'],
  ['admin12345', 'session.passwordCommon'],
  ['aaaaaaaaaaaa', 'session.passwordPattern'],
  ['abcabcabcabc', 'session.passwordPattern'],
  ['abcdefghijkl', 'session.passwordPattern'],
  ['asdfghjkl;', 'session.passwordPattern'],
  ['工单工单工单工单工单', 'session.passwordPattern'],
])('refuses %j: %s', async (password, code) => expect(await judge(password)).toBe(code));

it.each([
  'seven blue ladders',
  'kx7m-2pqa-9dfe',
  'mine-alone',
  'another-password',
  '雨后上山收光缆真凉快',
  'my own words',
  'Zx9-langstrasse-77',
])('takes %j', async (password) => expect(await judge(password)).toBe('ok'));

it('takes what the office makes itself', async () => {
  for (let n = 0; n < 20; n += 1) expect(await judge(newPassword())).toBe('ok');
});

it('says in both languages what to do instead', async () => {
  for (const password of ['short', '1234567890', 'linework-1', 'Password123!', 'abcabcabcabc']) {
    const weakness = await weaknessOf(password, owner, 10);
    if (weakness === null) return expect.fail(password);
    expect(statusOf(weakness.code)).toBe(400);
    expect(worded(weakness, 'zh-CN').message).toMatch(/请|至少/);
    expect(worded(weakness, 'en').message).toMatch(/choose|needs/i);
  }
});
