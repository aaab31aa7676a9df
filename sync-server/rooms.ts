import { callDoor } from './api/call-door.ts';
import { eventsDoor } from './api/events-door.ts';
import { sessionDoor } from './api/session-door.ts';
import { auditRoom } from './audit/room.ts';
import { backupRoom } from './backup/local-door.ts';
import { door } from './door/door.ts';
import { evidenceRoom } from './evidence/room.ts';
import { listRoom } from './export/list-room.ts';
import { exportRoom } from './export/room.ts';
import { consoleFiles } from './http/console-files.ts';
import { health } from './http/health.ts';
import { metricsRoom } from './metrics/room.ts';
import type { Room } from './room.ts';
import { speedtest } from './speedtest/room.ts';
import { tmfRoom } from './tmf/room.ts';

/** In this order, after the session hook. To add a room: write it in its own folder and name it here. */
export const rooms: readonly Room[] = [
  health,
  sessionDoor,
  callDoor,
  eventsDoor,
  door,
  evidenceRoom,
  exportRoom,
  listRoom,
  auditRoom,
  tmfRoom,
  metricsRoom,
  speedtest,
  backupRoom,
  consoleFiles,
];
