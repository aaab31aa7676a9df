import WebSocket from 'ws';
import { evidencePath, type StationEvent } from '../../../bridge/station.ts';
import { problem } from '../../../domain/problem.ts';
import { type Result, refused } from '../../../domain/result.ts';
import type { StationPort } from './port.ts';

const reconnectMs = 1000;

/** Only this machine's own loopback: the bearer goes nowhere else. */
export function loopbackUrl(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url?.protocol === 'http:' && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname) ? url : null;
}

/** A window onto a station that runs already behind its loopback door (`npm start`): one owner of the data folder, two ways in. */
export function attachStation(url: URL, token: string): StationPort {
  const listeners = new Set<(event: StationEvent) => void>();
  const headers = { authorization: `Bearer ${token}` };
  let closed = false;
  let socket: WebSocket | null = null;

  const emit = (event: StationEvent): void => {
    for (const listener of listeners) listener(event);
  };
  function listen(): void {
    if (closed) return;
    const fresh = new WebSocket(new URL('/events', url.href.replace(/^http/, 'ws')), { headers });
    socket = fresh;
    fresh.on('message', (data) => emit(JSON.parse(String(data)) as StationEvent));
    fresh.on('error', () => undefined);
    fresh.on('close', () => {
      setTimeout(listen, reconnectMs);
      emit({ name: 'session.changed' });
    });
  }
  listen();

  return {
    call: async (name, argument) => {
      try {
        const answer = await fetch(new URL(`/call/${encodeURIComponent(name)}`, url), {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(argument ?? {}),
        });
        return (await answer.json()) as Result<unknown>;
      } catch {
        return refused(problem('link.stationSilent'));
      }
    },
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    evidence: async (evidenceId, variant) => {
      const answer = await fetch(new URL(evidencePath(evidenceId, variant), url), { headers }).catch(() => null);
      if (!answer?.ok) return null;
      const mediaType = answer.headers.get('content-type') ?? 'application/octet-stream';
      return { bytes: Buffer.from(await answer.arrayBuffer()), mediaType };
    },
    close: async () => {
      closed = true;
      socket?.close();
    },
  };
}
