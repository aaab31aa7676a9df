import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DefinitionProblem } from '../../forms/engine/definition-problem.ts';
import { type OfficeClient, officeClient } from '../processes/calls.ts';
import { backends, officeInProcess, type TestOffice } from './office-in-process.ts';

let office: TestOffice;
let administrator: OfficeClient;
const key = 'equipmentReturn';
const newest = async (of = key) => (await administrator.call('orderTypes.list', {})).settings[of];

describe.each(backends)('settings published by the office, on %s', (backend) => {
  beforeAll(async () => {
    office = await officeInProcess(backend);
    administrator = await officeClient(office.url, 'admin1');
  });
  afterAll(() => office.close());

  it('are the next version, once however often they are sent, and there after a restart', async () => {
    const first = { key, values: { limitDays: 5 } };
    const tries = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        administrator.call('settings.publish', { ...first, ...(index % 2 === 0 ? { requestKey: 'first' } : {}) }),
      ),
    );
    expect(tries).toEqual(tries.map(() => ({ key, version: 1 })));
    const second = { key, values: { limitDays: 3 } };
    expect(await administrator.call('settings.publish', second)).toEqual({ key, version: 2 });
    // Back to what was once so is another version; nothing published changes.
    expect(await administrator.call('settings.publish', first)).toEqual({ key, version: 3 });
    await office.restart();
    expect(await newest()).toEqual({ version: 3, values: first.values });
    const stored = await office.office().context.catalogue.get('settings:equipmentReturn@2');
    expect(stored).toMatchObject({ values: second.values, createdBy: administrator.session.account.accountId });
    // For those who keep them: each version with who published it, the newest first, and which types read them.
    const { settings } = await administrator.call('settings.versions', {});
    const mine = settings.find((one) => one.key === key);
    const { name } = administrator.session.account;
    expect(mine?.versions.map(({ version, publishedBy }) => [version, publishedBy])).toEqual([
      [3, name],
      [2, name],
      [1, name],
    ]);
    expect(mine?.usedBy).toEqual([]);
    const calendar = settings.find((one) => one.key === 'calendar');
    expect(calendar?.versions.at(-1)?.publishedBy).toBeNull();
    expect(calendar?.usedBy.length).toBeGreaterThan(0);
  });

  it('are refused where an order type could not run with them, with every reason, and nothing is written', async () => {
    const before = await newest('revisit');
    const { days, ...others } = before?.values ?? {};
    expect(days).toBeDefined();
    const answer = await administrator.ask('settings.publish', { key: 'revisit', values: others });
    if (answer.ok) throw new Error('they were published');
    expect(answer.problem.code).toBe('settings.invalid');
    const problems = answer.problem.details.problems as readonly DefinitionProblem[];
    expect(problems[0]?.path).toMatch(/^customer-revisit: /);
    expect(answer.problem.message).toContain('revisit');
    const noCalendar = await administrator.ask('settings.publish', { key: 'calendar', values: { weekdays: [] } });
    expect(noCalendar).toMatchObject({ problem: { code: 'settings.invalid' } });
    expect(await administrator.ask('settings.publish', { key: 'no key', values: {} })).toMatchObject({
      problem: { code: 'input.invalid' },
    });
    expect(await newest('revisit')).toEqual(before);
  });

  it('are the administrator’s alone', async () => {
    for (const username of ['disp1', 'rev1', 'tech1']) {
      const client = await officeClient(office.url, username);
      expect(await client.ask('settings.publish', { key, values: {} })).toMatchObject({
        problem: { code: 'access.role' },
      });
    }
  });
});
