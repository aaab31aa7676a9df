import type { TFunction } from 'i18next';
import type { DefinitionProblem } from '../../../../../forms/engine/definition-problem.ts';
import type { ConsoleT } from '../../words/use-words.ts';

/** The engine names what is wrong in one language; a pattern finds the sentence for the reader, with what it names. */
const patterns = [
  [/^this text is missing$/, 'missingText'],
  [/^nothing reads this text$/, 'unusedText'],
  [/^this key is used twice$/, 'twice'],
  [/^no stage (?:stage:)?(.+)$/, 'noStage'],
  [/^no performer (.+)$/, 'noPerformer'],
  [/^no photo slot (.+)$/, 'noSlot'],
  [/^no settings ([^;]+)(?:;|$)/, 'noSettings'],
  [/^(.+) is not among the settings of this order type$/, 'notInSettings'],
  [/^no reasons for (.+)$/, 'noReasons'],
  [/^gate (.+) refuses ([^,]+), and no way back/, 'deadEnd'],
  [/^no reason (.+) for failed$/, 'noReason'],
  [/^no move (.+)$/, 'noMove'],
  [/^no order type (.+)$/, 'noType'],
  [/^(.+) requires (.+), which is not handed over$/, 'requires'],
  [/^(.+) takes no (.+)$/, 'takesNo'],
  [/^(.+) knows no (.+)$/, 'knowsNo'],
  [/^no such field$/, 'noField'],
  [/^no such step$/, 'noStep'],
  [/^no field or photo slot (.+)$/, 'noPlace'],
  [/^is not older than version \d+$/, 'notOlder'],
  [/^a clock has either limitHours or limitDays$/, 'limits'],
  [/^logic belongs in expressions, not in schemas$/, 'schemaLogic'],
  [/^options belong to /, 'options'],
  [/^columns belong to rows/, 'columns'],
  [/^a column cannot have (.+)$/, 'notInColumn'],
  [/^a computed field needs calculate$/, 'computed'],
  [/^only a number is a measure$/, 'onlyNumber'],
  [/^(\S+) does not exist, in (.+)$/s, 'unknownName'],
  [/^Unrecognized keys?: (.+)$/, 'unknownKey'],
  [/^Invalid input: expected (.+), received (.+)$/, 'expected'],
  [/^Invalid (?:option|input): expected (?:one of )?(.+)$/, 'oneOf'],
  [/^Invalid string: must match pattern/, 'pattern'],
  [/^required$/, 'required'],
  [/^the text ends too early$/, 'endsEarly'],
  [/^a value expected here$/, 'valueHere'],
  [/^a key in double quotes expected here$/, 'keyHere'],
  [/^(.) expected here$/, 'signHere'],
  [/^the key (.+) stands here twice$/, 'keyTwice'],
  [/^nothing more expected after the end$/, 'afterEnd'],
] as const;

/** Why something in a definition is wrong, in its reader's words; what no pattern knows is said by its kind, and as the engine said it. */
export function reasonWords(
  { fault, reason }: Pick<DefinitionProblem, 'fault' | 'reason'>,
  t: ConsoleT,
  tw: TFunction<'words'>,
): string {
  for (const [pattern, key] of patterns) {
    const found = pattern.exec(reason);
    if (found !== null) return t(`types.reason.${key}`, { x: found[1] ?? '', y: found[2] ?? '' });
  }
  // An office of an older release tells no kind.
  return fault === undefined ? reason : `${tw(`fault.${fault}`)} (${reason})`;
}
