import { existsSync } from 'node:fs';
import path from 'node:path';
import files from '@fastify/static';
import { problem } from '../../domain/problem.ts';
import type { Room } from '../room.ts';
import { Refusal } from './session-hook.ts';

/** The console's page at `/` and what it loads; nothing of the station's page. Anonymous: they hold no data. */
export const consoleFiles: Room = async (app, { config }) => {
  const folder = config.consoleFolder;
  const assets = path.join(folder, 'assets');
  if (existsSync(assets)) {
    app.addHook('onRoute', (route) => {
      if (route.url.startsWith('/assets/')) route.config = { ...route.config, anonymous: true };
    });
    await app.register(files, { root: assets, prefix: '/assets/', immutable: true, maxAge: '30d', index: false });
  } else {
    await app.register(files, { root: folder, serve: false });
  }
  const page = { config: { anonymous: true } } as const;
  for (const url of ['/', '/console.html']) {
    app.get(url, page, async (_request, reply) => {
      if (!existsSync(path.join(folder, 'console.html'))) throw new Refusal(problem('notFound'));
      return reply.header('cache-control', 'no-cache').sendFile('console.html', folder);
    });
  }
  app.get('/favicon.ico', page, async (_request, reply) => reply.code(204).send());
};
