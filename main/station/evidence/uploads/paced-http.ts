import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client';
import { evidenceUploadPath } from '../../../../bridge/office.ts';
import { askHeader, markHeader, officeMark } from '../../../../bridge/office-mark.ts';
import { unmarked } from '../../../../bridge/on-the-way.ts';
import { problem } from '../../../../domain/problem.ts';
import { newAsk } from '../../sync/http.ts';
import { NotTheOffice } from './failure.ts';
import type { Pace } from './pace.ts';

/** The office answers an upload with a problem at most; pages of portals are larger, and what never ends must not be kept. [P] */
const mostAnswerBytes = 1024 * 1024;

export type PacedHttp = { readonly stack: HttpStack; readonly close: () => void };

/**
 * HTTP for tus over one kept-alive connection, with bodies written piece by piece as the pace says and not while documents
 * wait (R-10). tus' own hands a whole request to the system: a break then costs all of what lies in its buffers.
 * An answer without the office's mark, or with an address that is not the office's, is thrown as `NotTheOffice` (ADR 0020).
 * @param quiet resolves when no document is on its way
 */
export function openPacedHttp(origin: string, pace: Pace, quiet: () => Promise<void>): PacedHttp {
  const secure = origin.startsWith('https:');
  const agent = new (secure ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: 1, noDelay: true });
  const open = (method: string, url: string, headers: Record<string, string>): ClientRequest =>
    (secure ? httpsRequest : httpRequest)(url, { method, headers, agent });
  return {
    stack: {
      createRequest: (method, url) => pacedRequest({ method, url, origin, open, pace, quiet }),
      getName: () => 'paced',
    },
    close: () => agent.destroy(),
  };
}

type Paced = {
  readonly method: string;
  readonly url: string;
  readonly origin: string;
  readonly open: (method: string, url: string, headers: Record<string, string>) => ClientRequest;
  readonly pace: Pace;
  readonly quiet: () => Promise<void>;
};

function pacedRequest({ method, url, origin, open, pace, quiet }: Paced): HttpRequest {
  const ask = newAsk();
  const headers: Record<string, string> = { [askHeader]: ask };
  let progress: (bytesSent: number) => void = () => undefined;
  let running: ClientRequest | null = null;

  async function send(body: Uint8Array | null): Promise<HttpResponse> {
    await quiet();
    if (method !== 'HEAD') headers['Content-Length'] = String(body?.length ?? 0);
    const request = open(method, url, headers);
    running = request;
    let over = false;
    request.once('response', () => {
      over = true;
    });
    // Answered early is over too: a refusal does not want the rest of the body.
    const isOpen = (): boolean => !over && !request.destroyed;
    pace.started();
    const answered = answerOf(request);
    // It may come to nothing while pieces are still being written.
    answered.catch(() => undefined);
    try {
      await write(request, body ?? new Uint8Array(0), isOpen);
      const answer = await answered;
      const other = otherThanOffice(answer, ask, origin, body?.length ?? 0);
      if (other !== null) throw other;
      pace.answered(answer.getStatus() < 300);
      return answer;
    } catch (error) {
      if (error instanceof NotTheOffice) {
        // The way carried it; nothing was learned of where it breaks.
        pace.answered(false);
        if (error.problem.code === 'link.sizeLimited') pace.tooLarge(body?.length ?? 0);
      } else pace.broke();
      throw error;
    }
  }

  /** Ends early, without an error, when the request is over: its answer, or what broke it, tells. */
  async function write(request: ClientRequest, body: Uint8Array, isOpen: () => boolean): Promise<void> {
    for (let at = 0; at < body.length; ) {
      // What the pace asks between two writes: near a break small ones go apart, so that less is lost with it (ADR 0012).
      const rest = pace.rest();
      if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
      if (at > 0) await quiet();
      if (!isOpen()) return;
      const piece = body.subarray(at, at + pace.piece());
      const roomy = request.write(piece);
      pace.wrote(piece.length);
      at += piece.length;
      progress(at);
      if (!roomy && isOpen()) await drained(request);
    }
    if (isOpen()) request.end();
  }

  return {
    getMethod: () => method,
    getURL: () => url,
    setHeader: (name, value) => {
      headers[name] = value;
    },
    getHeader: (name) => headers[name],
    setProgressHandler: (handler) => {
      progress = handler;
    },
    send,
    abort: () => {
      running?.destroy();
      return Promise.resolve();
    },
    getUnderlyingObject: () => running,
  };
}

function drained(request: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    const over = (): void => {
      for (const name of ['drain', 'close', 'response']) request.off(name, over);
      resolve();
    };
    for (const name of ['drain', 'close', 'response']) request.on(name, over);
  });
}

function answerOf(request: ClientRequest): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('close', () => reject(new Error('closed without an answer')));
    request.on('response', (response: IncomingMessage) => {
      const pieces: Buffer[] = [];
      let length = 0;
      response.on('data', (piece: Buffer) => {
        pieces.push(piece);
        length += piece.length;
        if (length <= mostAnswerBytes) return;
        reject(new NotTheOffice(problem('link.inBetween', { status: `HTTP ${response.statusCode}` })));
        request.destroy();
      });
      response.on('error', reject);
      response.on('end', () => {
        // What of the body was not wanted would be read as the next request.
        if (!request.writableEnded) request.destroy();
        resolve(responseOf(response, Buffer.concat(pieces).toString('utf8')));
      });
    });
  });
}

/** null: the office has answered, for this request. */
function otherThanOffice(answer: HttpResponse, ask: string, origin: string, sentBytes: number): NotTheOffice | null {
  const status = answer.getStatus();
  const mark = answer.getHeader(markHeader);
  if (mark !== officeMark(ask, status, answer.getHeader('upload-offset'))) {
    // The office may have answered, and something on the way took out how far the upload is.
    const ours = answer.getHeader('linework-problem') !== undefined || mark?.startsWith(`${ask} `) === true;
    return new NotTheOffice(
      ours ? problem('link.headersRemoved', { status }) : unmarked({ status, mark, sentBytes, ours }),
    );
  }
  const location = answer.getHeader('location');
  const isOurs = location === undefined || uploadAddress(location, origin) !== null;
  return isOurs ? null : new NotTheOffice(problem('link.altered', { status }));
}

/** Where an upload is, at the office's own origin whatever host a proxy has written into it; null: no upload of the office. */
export function uploadAddress(location: string, origin: string): string | null {
  if (!URL.canParse(location, origin)) return null;
  const { pathname } = new URL(location, origin);
  return /^[0-9a-f]{64}$/.test(pathname.slice(evidenceUploadPath.length)) && pathname.startsWith(evidenceUploadPath)
    ? new URL(pathname, origin).href
    : null;
}

function responseOf(response: IncomingMessage, body: string): HttpResponse {
  return {
    getStatus: () => response.statusCode ?? 0,
    getHeader: (name) => {
      const value = response.headers[name.toLowerCase()];
      return Array.isArray(value) ? value[0] : value;
    },
    getBody: () => body,
    getUnderlyingObject: () => response,
  };
}
