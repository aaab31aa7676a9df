import type { MessagePortMain } from 'electron';
import type { Answer, Hand, StartHand } from '../station/evidence/hand.ts';
import type { FromStation } from './station/messages.ts';

type Started = {
  readonly heard: (answer: Answer) => void;
  readonly ended: (how: string) => void;
  readonly waiting: unknown[];
  port: MessagePortMain | null;
  readonly gone: () => void;
};

/** The station's side of `station/pictures-host.ts`: asks for a process, talks to it by the port that it is given. */
export type PicturesHands = {
  readonly startHand: StartHand;
  readonly given: (n: number, port: MessagePortMain) => void;
  readonly ended: (n: number, code: number) => void;
};

export function picturesHands(say: (message: FromStation) => void): PicturesHands {
  const hands = new Map<number, Started>();
  let last = 0;
  return {
    startHand: (heard, ended) => {
      last += 1;
      const n = last;
      let left: () => void = () => undefined;
      const gone = new Promise<void>((resolve) => {
        left = resolve;
      });
      const started: Started = { heard, ended, waiting: [], port: null, gone: () => left() };
      hands.set(n, started);
      say({ kind: 'startPictures', n });
      const hand: Hand = {
        // Requests that come before the port is there wait for it.
        send: (asked) => (started.port ? started.port.postMessage(asked) : void started.waiting.push(asked)),
        // A station in a utility process ends when it is told to.
        hold: () => undefined,
        end: async () => {
          if (!hands.has(n)) return;
          say({ kind: 'endPictures', n });
          await gone;
        },
      };
      return hand;
    },
    given: (n, port) => {
      const started = hands.get(n);
      if (!started) return port.close();
      started.port = port;
      port.on('message', ({ data }) => started.heard(data as Answer));
      port.start();
      for (const asked of started.waiting.splice(0)) port.postMessage(asked);
    },
    ended: (n, code) => {
      const started = hands.get(n);
      hands.delete(n);
      started?.port?.close();
      started?.gone();
      started?.ended(`the process ended with ${code}`);
    },
  };
}
