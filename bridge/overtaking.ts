/**
 * Every call of the office and how it is kept from overwriting, unseen, what somebody else has just done (ADR 0031). The type asks for a
 * row of each call, and the test `test/sync/overtaken-calls.test.ts` for a story of each row that has a basis.
 */
import type { Json } from '../domain/documents/base.ts';
import type { ShownFact } from '../domain/work-order/shown-fact.ts';
import type { ParsedOf } from './contract.ts';
import type { OfficeCallName, OfficeCalls } from './office.ts';

type Puts = { readonly [F in ShownFact]?: Json };
export type Protection<A> =
  | { readonly by: 'reading' }
  /** the facts that it depends on, each with what it would put there (null: nothing of that kind) */
  | { readonly by: 'basis'; readonly facts: (argument: A) => Puts }
  /** a member of its own says what was seen */
  | { readonly by: 'seen'; readonly member: string }
  /** it cannot overtake anybody */
  | { readonly by: 'nature'; readonly why: string }
  /** `basedOn` is what its window knew: what it left alone stays as another one has left it, and what both changed is answered */
  | { readonly by: 'merge' };

const reading = { by: 'reading' } as const;
const basis = <A>(facts: (argument: A) => Puts) => ({ by: 'basis', facts }) as const;
const nature = (why: string) => ({ by: 'nature', why }) as const;

/** Somebody else's work, or his promise to a customer, would end with it. */
const ending = basis(() => ({ phase: null, assignment: null, appointment: null }));
const corrected = ({ changes }: { readonly changes: readonly { readonly path: string; readonly to: Json }[] }): Puts =>
  Object.fromEntries(changes.map(({ path, to }) => [`value:${path}`, to]));
const decided = ({ stage, gate }: { readonly stage: string; readonly gate: string }): Puts => ({
  [`override:${stage}.${gate}` as const]: null,
  [`stage:${stage}` as const]: null,
});
const makesNew = nature('It makes something that was not there.');

export const overtaking: { readonly [K in OfficeCallName]: Protection<ParsedOf<OfficeCalls[K]>> } = {
  'session.state': reading,
  'session.signOut': nature('It ends the session that makes it.'),
  'session.changePassword': nature('It asks for the password that it replaces.'),
  'orders.list': reading,
  'orders.needs': reading,
  'workOrder.open': reading,
  'orderTypes.list': reading,
  'people.list': reading,
  'workOrder.create': makesNew,
  'workOrder.createFromTmf': makesNew,
  'workOrder.previewTmf': reading,
  'workOrder.completeIntake': basis((argument) => ({ phase: null, ...corrected(argument) })),
  'workOrder.amend': basis(corrected),
  'workOrder.assign': basis(({ technicianId, appointment }) => ({
    phase: null,
    assignment: technicianId,
    ...(appointment === undefined ? {} : { appointment }),
  })),
  'workOrder.unassign': basis(() => ({ phase: null, assignment: null })),
  'workOrder.hold': basis(() => ({ phase: 'held' })),
  'workOrder.resume': basis(() => ({ phase: null, hold: null })),
  'workOrder.reschedule': basis(({ appointment }) => ({ appointment })),
  'workOrder.cancel': ending,
  'workOrder.dismissRaise': basis(({ child, note }) => ({ [`raise:${child}` as const]: note })),
  'workOrder.refuseCancel': basis(() => ({ cancelAsked: null })),
  'workOrder.reject': ending,
  'workOrder.override': basis(decided),
  'workOrder.refuseOverride': basis(decided),
  'workOrder.planUpgrade': reading,
  'workOrder.upgrade': basis(({ to }) => ({ version: to ?? null })),
  'workOrder.note': nature('It adds to what is said and takes nothing away.'),
  'workOrder.answer': nature('It adds to what is said: of two answers both stand (ADR 0032).'),
  'workOrder.waiveAnswer': nature('It says once that no answer is needed; an answer that comes all the same stands.'),
  'conflict.choose': basis(({ step, field, chosen }) => ({ [`choice:${step}/${field}` as const]: chosen })),
  'step.saveDraft': { by: 'merge' },
  'step.submit': basis(({ step }) => ({ [`step:${step}` as const]: null })),
  'stage.pass': nature('The gates are judged on what stands when it is made, and a stage is passed once.'),
  'stage.sendBack': nature(
    'It is judged on what stands when it is made: a stage that is no longer open is not sent back, and is told as that.',
  ),
  'workOrder.complete': basis(() => ({ phase: null, assignment: null })),
  'workOrder.fail': ending,
  'workOrder.completePartially': ending,
  'evidence.withdraw': basis(({ evidenceId, reasonCode }) => ({ [`evidence:${evidenceId}` as const]: reasonCode })),
  'workOrder.raise': nature('The id of what it raises follows from the order: raised twice is raised once.'),
  'plans.list': reading,
  'plans.open': reading,
  'plans.preview': reading,
  'plans.create': makesNew,
  'plans.change': { by: 'seen', member: 'seen' },
  'plans.pause': nature('It says which of two states is wanted; wanted twice is the same.'),
  'plans.answerMissed': nature('A missed run is answered once; the second answer is refused.'),
  'review.queue': reading,
  'review.claim': nature(
    'It is given by revision: of two that ask at once one gets it, and the other is told who (ADR 0030).',
  ),
  'review.release': nature('It ends the claim of the account that makes it, and no other.'),
  'review.takeBack': { by: 'seen', member: 'reviewId' },
  'review.approve': basis(() => ({ review: null })),
  'review.return': basis(() => ({ review: null })),
  'accounts.list': reading,
  'accounts.add': makesNew,
  'accounts.setPerforms': { by: 'seen', member: 'seen' },
  'accounts.setDisabled': nature('It says which of two states is wanted; wanted twice is the same.'),
  'accounts.resetPassword': nature('Nobody has seen the password that it replaces.'),
  'devices.list': reading,
  'devices.revoke': nature('A device is revoked once and stays so.'),
  'orderTypes.versions': reading,
  'orderTypes.open': reading,
  'orderTypes.publish': nature(
    'It is taken under the next version number only; another text under that number is refused.',
  ),
  'settings.versions': reading,
  'settings.publish': { by: 'seen', member: 'seen' },
  'audit.list': reading,
  'office.health': reading,
  'station.contact': reading,
  'evidence.held': reading,
};

/** What a call depends on, by name, with what it would put there; nothing where it has no basis. */
export function factsOf<K extends OfficeCallName>(name: K, argument: ParsedOf<OfficeCalls[K]>): Puts {
  const row = overtaking[name] as Protection<ParsedOf<OfficeCalls[K]>>;
  return row.by === 'basis' ? row.facts(argument) : {};
}
