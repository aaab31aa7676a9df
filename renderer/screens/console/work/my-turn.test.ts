import { expect, it } from 'vitest';
import { jobType, requestType } from '../../../../test/builders/office-flow.ts';
import { openFlow } from '../../../../test/scenario/flow.ts';
import { myTurn } from './my-turn.ts';

it('is mine while an office stage that I perform is current, and no longer when the field has it', () => {
  const request = openFlow(requestType);
  expect(myTurn({ view: request.view(), mayPerform: ['intake'] })).toMatchObject({
    stage: { key: 'intake' },
    last: true,
  });
  expect(myTurn({ view: request.view(), mayPerform: [] })).toBeNull();
  const job = openFlow(jobType);
  expect(myTurn({ view: job.view(), mayPerform: ['callBack'] })).toBeNull();
  job.workStage('work');
  job.pass('work');
  expect(myTurn({ view: job.view(), mayPerform: ['callBack'] })).toMatchObject({
    stage: { key: 'callBack' },
    last: true,
  });
});

it('is nobody’s while the order is on hold, and mine again to complete it when every stage is passed', () => {
  const job = openFlow(jobType);
  job.workStage('work');
  job.pass('work');
  job.hold({ reasonCode: 'customer' }, 'dispatcher');
  expect(myTurn({ view: job.view(), mayPerform: ['callBack'] })).toBeNull();
  job.resume('dispatcher');
  job.submit('callBack.call', { satisfied: true });
  job.pass('callBack');
  expect(job.view().currentStage).toBeNull();
  expect(myTurn({ view: job.view(), mayPerform: ['callBack'] })).toMatchObject({ last: true });
  job.complete();
  expect(myTurn({ view: job.view(), mayPerform: ['callBack'] })).toBeNull();
});
