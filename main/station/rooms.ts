import type { DeskCalls } from './context.ts';

/** The calls of every room, asked in this order. To add a room: export its `DeskCalls` and name it here. */
export const rooms: readonly DeskCalls[] = [];
