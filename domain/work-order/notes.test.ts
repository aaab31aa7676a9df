import { expect, it } from 'vitest';
import { assignmentOf, idOf, tellStory } from '../../test/builders/order-story.ts';
import type { EventDocument } from '../documents/event.ts';
import { foldOrder } from './fold.ts';

const foldOf = (story: ReturnType<typeof tellStory>) =>
  foldOrder(
    story.order,
    story.all().filter((one): one is EventDocument => one.type === 'event'),
    [],
  );

function asked() {
  const story = tellStory();
  const a = story.device('a');
  story.office.does('assigned', { ...assignmentOf('1'), technicianId: idOf('a') });
  a.meets(story.office);
  const note = a.does('noted', { text: '箱子锁着，钥匙在哪？' });
  a.does('answerAsked', { note: note._id });
  return { story, a, note };
}

it('a note waits when its author asks, and until it is answered; two answers at once both stand', () => {
  const { story, a, note } = asked();
  const plain = a.does('noted', { text: '已到楼下' });
  expect(foldOf(story).notes.map(({ eventId, waits }) => [eventId, waits])).toEqual([
    [note._id, true],
    [plain._id, false],
  ]);
  const second = story.device('office2', 'office');
  for (const one of [story.office, second]) one.meets(a);
  story.office.does('answered', { note: note._id, text: '物业 3 号窗口' });
  second.does('answered', { note: note._id, text: '打 1234' }, 'dispatcher');
  const [first] = foldOf(story).notes;
  expect(first?.waits).toBe(false);
  expect(first?.answers.map(({ text }) => text).sort()).toEqual(['打 1234', '物业 3 号窗口'].sort());
});

it('its author or the office may say that no answer is needed; another technician may not', () => {
  const stranger = asked();
  const b = stranger.story.device('b');
  b.meets(stranger.a);
  b.does('answerWaived', { note: stranger.note._id });
  expect(foldOf(stranger.story).notes[0]).toMatchObject({ waits: true, waived: null });
  const own = asked();
  own.a.does('answerWaived', { note: own.note._id });
  expect(foldOf(own.story).notes[0]).toMatchObject({ waits: false, waived: { by: idOf('a') } });
  const office = asked();
  office.story.office.meets(office.a);
  office.story.office.does('answerWaived', { note: office.note._id });
  expect(foldOf(office.story).notes[0]?.waits).toBe(false);
});

it('what was read is known by its event, also by a name that is none', () => {
  const { story, a } = asked();
  a.does('seen', { events: ['__proto__', 'x'] });
  expect(Object.keys(foldOf(story).seen)).toEqual(['__proto__', 'x']);
});
