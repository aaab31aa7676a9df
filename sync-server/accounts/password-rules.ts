import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { type Problem, problem } from '../../domain/problem.ts';

/** Whose password it is: a guesser tries these first. */
export type PasswordOwner = { readonly username: string; readonly name: string };

/** Words that everybody who knows this product tries, beside the owner's names. */
const product = ['linework', 'lineworks', 'xianwutong', 'xwt', '线务通', '线务', 'office', 'station'];
/**
 * Words that people here choose, and lists made elsewhere do not know: [P] own list, by what leaked lists of Chinese sites have in common.
 */
const chosenHere = [
  ...['woaini', 'aini', 'wobuzhidao', 'nihao', 'mima', 'wodemima', 'zhongguo', 'woshishui', 'caonima', 'wangguan'],
  ...[
    'guanliyuan',
    'guanli',
    'zhuangwei',
    'jishuyuan',
    'diaodu',
    'dianxin',
    'yidong',
    'liantong',
    'guangdian',
    'kuandai',
  ],
  ...[
    '1314',
    '520',
    '5201314',
    '1314520',
    '521',
    '666888',
    '888666',
    '10086',
    '10000',
    '10010',
    'admin',
    'root',
    'test',
  ],
];

/** 10^6 guesses: what a hundred strangers, slowed as they are, need a year for (ADR 0021). */
const fewestGuessesLog10 = 6;
/** without the owner's and the product's name this much must be left */
const leastBesideNames = 8;
/**
 * Only so many characters are judged: the estimate's cost grows with the square of the length, and a longer password is no weaker than its
 * beginning.
 */
const mostJudged = 28;

/**
 * Finds what is wrong with a password, as a refusal that says what to do; null: it may be used. Judged by zxcvbn (Wheeler, USENIX Security
 * 2016: common passwords, keyboard walks, repeats, sequences, dates, letters written as digits), because rules about kinds of characters
 * make `P@ssw0rd1` (NIST SP 800-63B §5.1.1.2).
 */
export async function weaknessOf(password: string, owner: PasswordOwner, min: number): Promise<Problem | null> {
  if ([...password].length < min) return problem('session.weakPassword', { min });
  if (/^[\p{Nd}\p{P}\p{S}\s]*$/u.test(password)) return problem('session.passwordOfDigits');
  const plain = password.normalize('NFKC').slice(0, mostJudged);
  const own = namesOf(owner);
  const { guessesLog10, sequence } = (await estimator()).check(plain, [...own, ...product, ...chosenHere]);
  const lower = plain.toLowerCase();
  const named = [...own, ...product].filter((word) => word.length >= 3 && lower.includes(word));
  const rest = named.toSorted((a, b) => b.length - a.length).reduce((text, word) => text.replaceAll(word, ''), lower);
  if (named.length > 0 && [...rest.replaceAll(/[^\p{L}\p{Nd}]/gu, '')].length < leastBesideNames)
    return problem('session.passwordNamed');
  if (guessesLog10 >= fewestGuessesLog10) return null;
  const isPattern = sequence.every(({ pattern }) =>
    ['spatial', 'repeat', 'sequence', 'date', 'regex'].includes(pattern),
  );
  return problem(isPattern ? 'session.passwordPattern' : 'session.passwordCommon');
}

const namesOf = ({ username, name }: PasswordOwner): readonly string[] =>
  [username, ...username.split(/[._-]/), name, ...name.split(/\s+/)]
    .map((word) => word.normalize('NFKC').toLowerCase())
    .filter((word) => word.length >= 2);

let made: Promise<ZxcvbnFactory> | null = null;

/** 30 000 words and half a second of work: an office in which nobody chooses a password pays nothing. */
function estimator(): Promise<ZxcvbnFactory> {
  made ??= import('./password-estimator.ts').then(({ makeEstimator }) => makeEstimator(mostJudged));
  return made;
}
