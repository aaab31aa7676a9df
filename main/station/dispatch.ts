import { type StationCallName, stationCalls } from '../../bridge/station.ts';
import { type Language, type Problem, problem, worded } from '../../domain/problem.ts';
import { type Result, refused } from '../../domain/result.ts';
import { cutText } from '../../domain/text/cut.ts';
import { BudgetExceeded } from '../../forms/engine/budget.ts';
import { orderBroken } from '../../forms/engine/definition-broken.ts';
import { freeBytesIn, isStorageFull } from '../../storage/full.ts';
import type { DeskCalls, Log, StationContext } from './context.ts';
import type { OwnDesk } from './own-desk.ts';
import { readableInput } from './readable-input.ts';
import { Unkeepable } from './store/unkeepable.ts';

export type AnyoneCalls = { readonly [name: string]: (argument: never) => Promise<Result<unknown>> };

export type Dispatch = {
  readonly station: StationContext;
  /** calls that need nobody signed in */
  readonly anyone: AnyoneCalls;
  readonly deskCalls: readonly DeskCalls<OwnDesk>[];
  /** runs it at the open desk, which is not closed by a sign-out before it has ended; or why there is none */
  readonly atDesk: <T>(work: (desk: OwnDesk) => Promise<Result<T>>) => Promise<Result<T>>;
};

/** The one way in for both shells: known name, parsed argument, open session, coded and worded answer. Never throws. */
export async function dispatch(parts: Dispatch, name: string, argument: unknown): Promise<Result<unknown>> {
  const answer = await answerTo(parts, name, argument);
  return answer.ok ? answer : refused(wordedDeep(answer.problem, parts.station.settings().language));
}

async function answerTo(parts: Dispatch, name: string, argument: unknown): Promise<Result<unknown>> {
  if (!Object.hasOwn(stationCalls, name)) return refused(problem('call.unknown', { name: cutText(name, 80) }));
  const call = name as StationCallName;
  const input = readableInput(argument);
  if (!input.ok) return input;
  const parsed = stationCalls[call].argument.safeParse(input.value ?? {});
  if (!parsed.success) {
    const where = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || 'argument'))];
    return refused(problem('input.invalid', { where: cutText(where.slice(0, 10).join(', '), longestWhere) }));
  }
  try {
    const anyone = parts.anyone[call];
    if (anyone) return await anyone(parsed.data as never);
    const handler = parts.deskCalls.find((calls) => calls[call])?.[call];
    if (!handler) return refused(problem('call.unknown', { name }));
    return await parts.atDesk<unknown>((desk) => handler(desk, parsed.data as never));
  } catch (error) {
    if (error instanceof Unkeepable) return refused(notKept(parts.station.log, error, call));
    if (isStorageFull(error)) return refused(await noRoom(parts.station, call));
    if (error instanceof BudgetExceeded) return refused(orderBroken(error));
    return refused(incident(parts.station.log, error, { call }, parts.station.makeId));
  }
}

/** Names of what is wrong are keys of the argument, which may be anything. */
const longestWhere = 300;

function notKept(log: Log, { problem: why }: Unkeepable, call: StationCallName): Problem {
  log.warn({ call, code: why.code }, 'a call would have written what the office refuses');
  return why;
}

/** A write found no room and nothing of it is kept; photos are refused while text still saves from the reserve. */
async function noRoom({ dataFolder, log }: StationContext, call: StationCallName): Promise<Problem> {
  log.error({ call }, 'a call found no room on the disk');
  const free = await freeBytesIn(dataFolder);
  const freeMb = Number.isFinite(free) ? Math.floor(free / 1_000_000) : 0;
  return problem(call === 'evidence.add' ? 'storage.full' : 'storage.exhausted', { freeMb });
}

/** Logs a bug under a number that the person can name. The log gets the stack, the person never does. */
export function incident(log: Log, error: unknown, about: object, makeId: () => string): Problem {
  const id = makeId();
  log.error({ ...about, incident: id, err: error }, 'a call failed');
  return problem('internal', { incident: id });
}

/** A problem and the problems it carries in `details.problems`, in the reader's language. */
function wordedDeep(given: Problem, language: Language): Problem {
  const inner = given.details.problems;
  const details = Array.isArray(inner)
    ? { ...given.details, problems: inner.map((one: Problem) => (one.code ? wordedDeep(one, language) : one)) }
    : given.details;
  return { ...worded(given, language), details };
}
