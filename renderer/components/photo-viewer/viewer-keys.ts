/** What a key does in the viewer. */
export type ViewerAct =
  | { readonly act: 'walk'; readonly by: 1 | -1 }
  | { readonly act: 'nearer' | 'farther' | 'whole' | 'turn' | 'beside' | 'other' }
  | { readonly act: 'move'; readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 };

const arrows: Readonly<Record<string, readonly [-1 | 0 | 1, -1 | 0 | 1]>> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/**
 * Arrows walk from photo to photo while all of one is in view, and move it when it is nearer; page keys always walk.
 * @param near the photo is not whole in view
 */
export function viewerAct(key: string, near: boolean): ViewerAct | null {
  if (near && arrows[key] !== undefined) return { act: 'move', x: arrows[key][0], y: arrows[key][1] };
  switch (key) {
    case 'ArrowRight':
    case 'PageDown':
    case ' ':
      return { act: 'walk', by: 1 };
    case 'ArrowLeft':
    case 'PageUp':
      return { act: 'walk', by: -1 };
    case '+':
    case '=':
      return { act: 'nearer' };
    case '-':
      return { act: 'farther' };
    case '0':
      return { act: 'whole' };
    case 'r':
    case 'R':
      return { act: 'turn' };
    case 's':
    case 'S':
      return { act: 'beside' };
    case 'x':
    case 'X':
      return { act: 'other' };
    default:
      return null;
  }
}
