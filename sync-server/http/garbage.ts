import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { problem } from '../../domain/problem.ts';

/**
 * What is not HTTP at all (or has headers without end) is told so by a coded problem, and the connection ends. One that was opened ahead of
 * need and never used ends without a word, which a browser would take for the answer to its next request.
 */
export function answerGarbage(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  if (socket.bytesRead === 0) {
    socket.destroy();
    return;
  }
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const status = tooLarge ? '431 Request Header Fields Too Large' : '400 Bad Request';
  const body = JSON.stringify({
    ok: false,
    problem: problem('input.invalid', { where: tooLarge ? 'headers' : 'http' }),
  });
  socket.end(
    `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** `Expect` with anything but `100-continue`: Node's own 417 has no body. */
export function answerExpectations(server: Pick<Server, 'on'>): void {
  server.on('checkExpectation', (_request, response) => {
    const body = JSON.stringify({ ok: false, problem: problem('input.invalid', { where: 'expect' }) });
    response.writeHead(417, { connection: 'close', 'content-type': 'application/json; charset=utf-8' }).end(body);
  });
}
