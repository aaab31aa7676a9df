import { createServer } from 'node:http';
import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { boundStrangers, mostStrangers } from './strangers.ts';

it('closes one for each that is too many, also where the system hands over many at once', () => {
  const server = createServer();
  const { known } = boundStrangers(server);
  const paired = new Socket();
  server.emit('connection', paired);
  known(paired);
  const strangers = Array.from({ length: 3 * mostStrangers }, () => new Socket());
  for (const socket of strangers) server.emit('connection', socket);
  const standing = strangers.map(({ destroyed }) => !destroyed);
  expect(standing).toEqual(strangers.map((_, n) => n >= 2 * mostStrangers));
  expect(paired.destroyed).toBe(false);
  for (const socket of [paired, ...strangers]) socket.destroy();
});
