import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What something between answers in place of the server behind it. */
export type Between = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
};

export type AnsweringProxy = {
  readonly url: string;
  readonly port: number;
  /** Decides for each request; null: it is carried on. */
  readonly answerBy: (
    decide: ((request: { readonly method: string; readonly path: string }) => Between | null) | null,
  ) => void;
  /** Decides by what was sent. */
  readonly answerByBody: (decide: ((body: string) => Between | null) | null) => void;
  /** Changes answers on their way back; null: they are carried as they are. */
  readonly changeAnswers: (change: ((text: string) => string) | null) => void;
  /** how many requests were answered here */
  readonly answered: () => number;
  /** requests as `METHOD /path`, however they were answered */
  readonly log: readonly string[];
  readonly close: () => Promise<void>;
};

/** The page of a balancer that has nobody behind it, or of a portal that wants a sign-in first. */
export const page = (status: number): Between => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', server: 'nginx' },
  body: `<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center></body></html>`,
});

/** An HTTP proxy, balancer or portal before a server: it carries requests on, and answers some of them itself. */
export async function openAnsweringProxy(targetUrl: string): Promise<AnsweringProxy> {
  const target = new URL(targetUrl);
  const log: string[] = [];
  let decide: Parameters<AnsweringProxy['answerBy']>[0] = null;
  let change: Parameters<AnsweringProxy['changeAnswers']>[0] = null;
  let decideByBody: Parameters<AnsweringProxy['answerByBody']>[0] = null;
  let answered = 0;

  function carry(request: IncomingMessage, response: ServerResponse, sent: Buffer): void {
    const { method, url, headers } = request;
    const onward = http.request({ host: target.hostname, port: target.port, method, path: url, headers }, (answer) => {
      if (change === null) {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        return;
      }
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const { 'content-length': _, 'transfer-encoding': __, ...rest } = answer.headers;
        const text = Buffer.concat(chunks).toString('utf8');
        response.writeHead(answer.statusCode ?? 502, rest).end(change?.(text) ?? text);
      });
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    onward.end(sent);
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = { method: request.method ?? 'GET', path: request.url ?? '/' };
    log.push(`${asked.method} ${asked.path}`);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const sent = Buffer.concat(chunks);
    const own = decide?.(asked) ?? decideByBody?.(sent.toString('utf8')) ?? null;
    if (own === null) return carry(request, response, sent);
    answered += 1;
    response.writeHead(own.status, own.headers).end(own.body);
  }

  const server = http.createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    answerBy: (next) => {
      decide = next;
    },
    answerByBody: (next) => {
      decideByBody = next;
    },
    changeAnswers: (next) => {
      change = next;
    },
    answered: () => answered,
    log,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
