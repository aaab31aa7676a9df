import { asking, markField, markHeader, officeMark } from '../../bridge/office-mark.ts';
import { unmarked } from '../../bridge/on-the-way.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { ok, type Result, refused } from '../../domain/result.ts';

export type Sent = { readonly type: string; readonly body: string | Blob };

/**
 * `POST` to the office, `Result` back. Only an answer with the office's mark is its verdict (ADR 0020): a portal's 401 ends no session,
 * its page is no bug. What else answers, or nothing, is a problem of the link. Never throws.
 */
export async function askOffice(url: string, { type, body }: Sent, withinMs: number): Promise<Result<unknown>> {
  const ask = newWord();
  try {
    const answer = await fetch(asking(url, ask), {
      method: 'POST',
      headers: { 'content-type': type },
      body,
      credentials: 'same-origin',
      // A portal sends to a page of its own.
      redirect: 'manual',
      signal: AbortSignal.timeout(withinMs),
    });
    const json = parsed(await answer.text());
    const mark = officeMark(ask, answer.status);
    if (answer.headers.get(markHeader) === mark || json?.[markField] === mark) return verdictOf(json, answer.status);
    const ours = json?.ok === false && isProblem(json.problem);
    return refused(
      unmarked({ status: answer.status, mark: answer.headers.get(markHeader), sentBytes: bytesOf(body), ours }),
    );
  } catch {
    return refused(problem('link.officeUnreachable'));
  }
}

type Answer = Readonly<Record<string, unknown>> | null;

function verdictOf(json: Answer, status: number): Result<unknown> {
  if (json?.ok === true) return ok(json.value);
  return json?.ok === false && isProblem(json.problem)
    ? refused(json.problem)
    : refused(problem('link.altered', { status }));
}

const bytesOf = (sent: string | Blob): number =>
  typeof sent === 'string' ? new TextEncoder().encode(sent).length : sent.size;

function isProblem(given: unknown): given is Problem {
  const { code, message } = (given ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  return typeof code === 'string' && typeof message === 'string';
}

function parsed(text: string): Answer {
  try {
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof json === 'object' && json !== null ? (json as Answer) : null;
  } catch {
    return null;
  }
}

/** Without a secure context, as at an office by plain HTTP, there is no `randomUUID`. */
function newWord(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
