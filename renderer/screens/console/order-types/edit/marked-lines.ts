import { RangeSet, RangeSetBuilder, StateEffect, StateField, type Text } from '@codemirror/state';
import { GutterMarker, gutterLineClass } from '@codemirror/view';

/** The numbers of the lines that have a problem, from 1. */
export const markLines = StateEffect.define<ReadonlySet<number>>();

class Marked extends GutterMarker {
  override elementClass = 'cm-marked-line';
}
const marker = new Marked();

function placesOf(lines: ReadonlySet<number>, doc: Text): RangeSet<GutterMarker> {
  const places = new RangeSetBuilder<GutterMarker>();
  for (const line of [...lines].sort((a, b) => a - b)) {
    if (line < 1 || line > doc.lines) continue;
    const { from } = doc.line(line);
    places.add(from, from, marker);
  }
  return places.finish();
}

/** Shows in the gutter which lines have a problem; the marks move with the text until they are given anew. */
export const markedLines = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(places, transaction) {
    const given = transaction.effects.findLast((effect) => effect.is(markLines));
    return given === undefined ? places.map(transaction.changes) : placesOf(given.value, transaction.newDoc);
  },
  provide: (field) => gutterLineClass.from(field),
});
