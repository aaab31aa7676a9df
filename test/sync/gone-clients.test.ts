import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Accounts } from '../../sync-server/accounts/types.ts';
import { type OfficeClient, officeClient } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { backends, officeInProcess, type TestOffice } from './office-in-process.ts';

let office: TestOffice;

/** A client that asks and is gone before the office has looked at its session. */
async function askAndGo(path: string, { session }: OfficeClient): Promise<void> {
  const { accounts } = office.office().context;
  const { actorOf } = accounts;
  const socket = connect(Number(new URL(office.url()).port), '127.0.0.1');
  const gone = new Promise((resolve) => socket.on('close', resolve));
  const seen = new Promise<void>((resolve) =>
    office.office().app.server.once('connection', (own: Socket) => own.once('close', () => resolve())),
  );
  const asked = new Promise<void>((resolve) => {
    (accounts as { actorOf: Accounts['actorOf'] }).actorOf = async (...given) => {
      resolve();
      await seen;
      return actorOf(...given);
    };
  });
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: ${new URL(office.url()).host}\r\nAuthorization: Bearer ${session.token}\r\n\r\n`,
  );
  await asked;
  socket.destroy();
  await Promise.all([gone, seen]);
  (accounts as { actorOf: Accounts['actorOf'] }).actorOf = actorOf;
}

describe.each(backends)('a client that is gone before its question is looked at, on %s', (backend) => {
  beforeAll(async () => {
    office = await officeInProcess(backend);
  });
  afterAll(() => office.close());

  it('takes no place among the waiting feeds', async () => {
    const technician = await officeClient(office.url, 'tech1');
    const { counters, databases } = office.office().context;
    const mailbox = technician.session.mailbox ?? '';
    const { update_seq } = await databases.open(mailbox).info();
    const since = encodeURIComponent(update_seq);
    await askAndGo(`/db/${mailbox}/_changes?feed=longpoll&heartbeat=10000&since=${since}`, technician);
    // A feed of one that is still there begins after it; only this one waits.
    const stop = new AbortController();
    const headers = { authorization: `Bearer ${technician.session.token}` };
    await fetch(`${office.url()}/db/${mailbox}/_changes?feed=longpoll&heartbeat=10000&since=${since}`, {
      headers,
      signal: stop.signal,
    });
    expect(counters.feeds).toBe(1);
    stop.abort();
    await until('no feed to wait', () => counters.feeds === 0, { withinMs: 3_000 });
  });

  it('is told no events', async () => {
    const { events } = office.office().context;
    let listening = 0;
    const on = events.on;
    (events as { on: typeof on }).on = (listener) => {
      listening += 1;
      const stop = on(listener);
      return () => {
        listening -= 1;
        stop();
      };
    };
    await askAndGo('/api/events', await officeClient(office.url, 'disp1'));
    // One that is still there is listened for after the one that is gone.
    const dispatcher = await officeClient(office.url, 'disp1');
    const stop = new AbortController();
    const headers = { authorization: `Bearer ${dispatcher.session.token}` };
    await fetch(`${office.url()}/api/events`, { headers, signal: stop.signal });
    expect(listening).toBe(1);
    stop.abort();
    await until('nobody to listen', () => listening === 0, { withinMs: 3_000 });
  });
});
