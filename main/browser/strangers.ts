import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Connections of programs on this machine that have not shown the pairing. The page, a script and the launcher show theirs with their
 * first request; a process may have 256 files open on some systems, journal and store among them. [P]
 */
export const mostStrangers = 64;

/** How long what comes in may take, ms: everything comes from this machine, the largest is a photo of 90 MB. [P] */
export const patience = { head: 10_000, request: 120_000, look: 2_000 } as const;

export type Strangers = { readonly known: (socket: Socket) => void };

/** Closes the oldest connection of a stranger when there are too many, never that of one who is paired, and never the newcomer. */
export function boundStrangers(server: Server): Strangers {
  const strangers = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    strangers.add(socket);
    socket.once('close', () => strangers.delete(socket));
    if (strangers.size <= mostStrangers) return;
    const [oldest] = strangers;
    if (oldest === undefined) return;
    // At once: it closes later than others that came with this one are counted.
    strangers.delete(oldest);
    oldest.destroy();
  });
  return { known: (socket) => void strangers.delete(socket) };
}
