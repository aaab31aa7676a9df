import path from 'node:path';
import type { Room } from '../room.ts';
import { attachDoor } from './attach-door.ts';
import { fileDoor } from './file-door.ts';
import { heldFor } from './held.ts';
import { refer } from './refer.ts';
import { type UploadDoor, uploadDoor } from './upload-door.ts';

const partsFolder = (data: string): string => path.join(data, 'evidence-parts');

/** `/evidence/…`: uploads in, files out. */
export const evidenceRoom: Room = (app, context) => {
  const { accounts, config, databases, work, clock, evidence: store } = context;
  const door: UploadDoor = {
    store,
    databases,
    work,
    now: clock.now,
    partsFolder: partsFolder(config.data),
    handedOver: (actor) => accounts.handedOver(actor),
  };
  context.hooks.held = (sha256, technicianId) => heldFor(door, technicianId, sha256);
  context.hooks.refer = (given) => refer(store, given);
  uploadDoor(app, door);
  attachDoor(app, door, context.orders);
  fileDoor(app, door);
  return Promise.resolve();
};
