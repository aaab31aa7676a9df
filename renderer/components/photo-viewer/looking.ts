/** How a picture is looked at: how near, which part, which way up. Pure geometry; px of the screen. */
export type Size = { readonly width: number; readonly height: number };
export type Point = { readonly x: number; readonly y: number };

export type Look = {
  /** 1: all of the picture is in view */
  readonly zoom: number;
  /** how far the picture's middle is from the middle of the stage */
  readonly shift: Point;
  /** quarter turns to the right */
  readonly turn: number;
};

export const wholeLook: Look = { zoom: 1, shift: { x: 0, y: 0 }, turn: 0 };
/** At 8 a photo of 1600 px shows each of its pixels several times as large on any screen of an office. */
export const nearest = 8;
/** One press of a key or button. */
export const nearer = 1.5;

const turned = ({ width, height }: Size, turn: number): Size =>
  turn % 2 === 0 ? { width, height } : { width: height, height: width };

/** By how much the picture's own size is multiplied so that all of it is in view. Small pictures are enlarged, too. */
export function fitOf(picture: Size, stage: Size, turn: number): number {
  const { width, height } = turned(picture, turn);
  return width <= 0 || height <= 0 ? 1 : Math.min(stage.width / width, stage.height / height);
}

/** How far the picture's middle may be from the stage's, so that each of its edges can be brought into view and nothing but it. */
export function reachOf(picture: Size, stage: Size, { zoom, turn }: Pick<Look, 'zoom' | 'turn'>): Point {
  const scale = fitOf(picture, stage, turn) * zoom;
  const { width, height } = turned(picture, turn);
  return {
    x: Math.max(0, (width * scale - stage.width) / 2),
    y: Math.max(0, (height * scale - stage.height) / 2),
  };
}

const within = (value: number, most: number): number => Math.max(-most, Math.min(most, value)) + 0;

/** The look with its shift within reach. */
export function held(look: Look, picture: Size, stage: Size): Look {
  const reach = reachOf(picture, stage, look);
  return { ...look, shift: { x: within(look.shift.x, reach.x), y: within(look.shift.y, reach.y) } };
}

/** Moved by so many pixels. */
export const moved = (look: Look, by: Point, picture: Size, stage: Size): Look =>
  held({ ...look, shift: { x: look.shift.x + by.x, y: look.shift.y + by.y } }, picture, stage);

/**
 * Nearer or farther by a factor; what lies under `at` stays under it.
 * @param at from the middle of the stage
 */
export function zoomed(look: Look, factor: number, at: Point, picture: Size, stage: Size): Look {
  const zoom = Math.max(1, Math.min(nearest, look.zoom * factor));
  const by = zoom / look.zoom;
  const shift = { x: at.x - (at.x - look.shift.x) * by, y: at.y - (at.y - look.shift.y) * by };
  return held({ ...look, zoom, shift }, picture, stage);
}

/** A quarter turn to the right; the middle of what was in view stays there. */
export function turnedRight(look: Look, picture: Size, stage: Size): Look {
  const before = fitOf(picture, stage, look.turn);
  const turn = (look.turn + 1) % 4;
  const by = fitOf(picture, stage, turn) / before;
  return held({ ...look, turn, shift: { x: -look.shift.y * by, y: look.shift.x * by } }, picture, stage);
}
