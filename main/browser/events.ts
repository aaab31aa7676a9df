import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { StationEvent } from '../../bridge/station.ts';
import type { Problem } from '../../domain/problem.ts';

const pingEveryMs = 15_000;
/** Bytes that a client has not read: one that stands still would have the station keep every event; it opens anew and asks anew. [P] */
const mostUnread = 1024 * 1024;
/** Pages and scripts that listen at once; one more and the oldest is closed. A page has one. [P] */
export const mostListeners = 32;

export type EventDoor = { readonly send: (event: StationEvent) => void; readonly close: () => void };

/**
 * The station's events on a WebSocket at `/events`. Clients only listen: what they send is dropped, and a client that sends
 * much is closed. `check` answers why an upgrade is refused, or null.
 */
export function openEvents(server: Server, check: (request: IncomingMessage) => Problem | null): EventDoor {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 });
  sockets.on('connection', (socket) => {
    socket.on('error', () => socket.terminate());
    if (sockets.clients.size <= mostListeners) return;
    const [oldest] = sockets.clients;
    if (oldest === undefined) return;
    // At once: it closes later than others that came with this one are counted.
    sockets.clients.delete(oldest);
    oldest.terminate();
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const known = (request.url ?? '').split('?')[0] === '/events';
    if (!known || check(request)) {
      socket.end(
        `HTTP/1.1 ${known ? '401 Unauthorized' : '404 Not Found'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      );
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request));
  });
  const pings = setInterval(() => {
    for (const client of sockets.clients) client.ping();
  }, pingEveryMs);
  return {
    send: (event) => {
      const text = JSON.stringify(event);
      for (const client of sockets.clients) {
        if (client.readyState === client.OPEN) client.send(text);
        if (client.bufferedAmount > mostUnread) client.terminate();
      }
    },
    close: () => {
      clearInterval(pings);
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}
