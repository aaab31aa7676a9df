import type { Need, NotRaised } from '../../../../bridge/office.ts';
import type { OrderTypeDefinition } from '../../../../forms/engine/types.ts';
import type { DefinitionWords } from '../../../texts/definition-words.ts';
import { readNotRaised } from '../words/not-raised-words.ts';
import { pathWords } from '../words/path-words.ts';
import type { ConsoleT } from '../words/use-words.ts';

type OfType = { readonly definition: OrderTypeDefinition; readonly words: DefinitionWords };

/**
 * The detail of a need in words, with what was written by who waits: keys of the gates that wait, the reason code of a technician's move, the paths that an
 * order lacks, `<stage>.<step>/<field>` of values that differ, the performer who was told of a clock, what was not raised and why.
 */
export function needDetail(
  need: Need,
  type: OfType | null,
  t: ConsoleT,
  sayNotRaised: (lacking: NotRaised, words: DefinitionWords) => string,
): string {
  const { reason, detail } = need;
  if (type === null || detail === '' || reason === 'reviewWaiting') return '';
  const said = 'words' in need && need.words !== undefined ? t('needs.said', { words: need.words }) : '';
  const { words } = type;
  const parts = detail.split(/, ?/);
  switch (reason) {
    case 'declined':
    case 'returned':
    case 'handedOver':
    case 'cancelAsked':
      return parts.map((code) => words.reason(reason, code)).join(t('join'));
    case 'stageWaiting':
      return parts.map((stage) => words.stage(stage)).join(t('join'));
    case 'childFailed':
      return detail;
    case 'raiseRefused': {
      const lacking = readNotRaised(detail);
      return lacking === null ? '' : sayNotRaised(lacking, words);
    }
    case 'gateWaiting':
      return [parts.map((gate) => gateWords(gate, type)).join(t('join')), said].filter(Boolean).join(' ');
    case 'intake':
      return parts.map((path) => pathWords(path, words, t)).join(t('join'));
    case 'conflict':
      return parts.map((part) => conflictWords(part, words)).join(t('join'));
    case 'slaEscalated':
      return t('needs.escalatedTo', { who: words.performer(detail) });
    case 'answerWaiting':
      return [said, detail === '1' && said !== '' ? '' : t('needs.answers', { n: detail })].filter(Boolean).join(' · ');
    case 'slaBreached':
      return t('needs.provisional');
    default:
      return '';
  }
}

function gateWords(gate: string, { definition, words }: OfType): string {
  const stage = definition.stages.find(({ gates }) => gates.some(({ key }) => key === gate));
  return stage === undefined ? gate : words.gate(stage.key, gate);
}

function conflictWords(part: string, words: DefinitionWords): string {
  const [step = '', field = ''] = part.split('/');
  return `${words.step(step)} ${field === '' ? '' : words.field(step, field)}`.trim();
}
