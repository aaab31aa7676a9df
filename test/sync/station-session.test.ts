import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refused } from '../processes/calls.ts';
import { until } from '../processes/poll.ts';
import { type Field, type FieldStation, openField } from './field.ts';

let field: Field;
let station: FieldStation;
let orderId: string;
beforeAll(async () => {
  field = await openField();
  station = await field.station('tech1');
  orderId = await field.assigned(station);
});
afterAll(() => field.close());

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'ok';
  } catch (error) {
    if (error instanceof Refused) return error.problem.code;
    throw error;
  }
};
const state = async () => (await station.call('session.state', {})).state;
const signIn = (username: string, password: string) => codeOf(station.call('session.signIn', { username, password }));
const restart = async (): Promise<void> => {
  await station.kill();
  await station.startAgain();
};

describe('the session of a station', () => {
  it('keeps its secrets in files of its owner alone, and no password in any', () => {
    const technicians = path.join(station.data, 'technicians');
    const [id = ''] = readdirSync(technicians);
    const files = ['credential.json', 'unlocked.json', 'journal', 'checkpoint.json'].map((name) =>
      path.join(technicians, id, name),
    );
    for (const file of [...files, path.join(station.data, 'accounts.json')]) {
      expect(statSync(file).mode & 0o077, file).toBe(0);
      expect(readFileSync(file, 'utf8')).not.toContain('linework"');
    }
  });

  it('is open again after a crash, and locked again after a lock and a crash', async () => {
    await restart();
    expect(await state()).toBe('open');
    await station.call('session.lock', {});
    expect(await codeOf(station.call('orders.list', { view: 'today' }))).toBe('session.locked');
    await restart();
    expect(await state()).toBe('locked');
  });

  it('opens without the office by the right password, and by no other', async () => {
    station.link.set('cut');
    expect(await signIn('tech1', 'wrong')).toBe('session.wrongPassword');
    expect(await signIn('tech2', 'linework')).toBe('session.firstSignInOnline');
    expect(await signIn('tech1', 'linework')).toBe('ok');
    const { orders } = await station.call('orders.list', { view: 'today' });
    expect(orders.map((one) => one.orderId)).toEqual([orderId]);
    await station.call('workOrder.accept', { orderId });
  });

  it('refuses to sign out while something is unsent (R-32)', async () => {
    expect(await codeOf(station.call('session.signOut', {}))).toBe('session.unsentWork');
  });

  it('asks the office first when it is there', async () => {
    station.link.set('open');
    await station.synchronised();
    expect(await signIn('tech1', 'wrong')).toBe('session.wrongPassword');
    expect(await signIn('disp1', 'linework')).toBe('access.role');
    expect(await signIn('tech1', 'linework')).toBe('ok');
  });

  it('refuses to sign out while something is being saved that the office does not have then', async () => {
    await station.synchronised();
    station.link.set('cut');
    const saving = codeOf(station.call('workOrder.note', { orderId, text: '刚写下' }));
    const leaving = codeOf(station.call('session.signOut', {}));
    expect(await Promise.all([saving, leaving])).toEqual(['ok', 'session.unsentWork']);
    expect(await state()).toBe('open');
    station.link.set('open');
    await station.synchronised();
  });

  it('another technician neither sees nor clears the first one’s work', async () => {
    await station.call('workOrder.note', { orderId, text: '陈的备注' });
    expect(await signIn('tech2', 'linework')).toBe('ok');
    expect((await station.call('orders.list', { view: 'all' })).orders).toEqual([]);
    expect(await codeOf(station.call('workOrder.open', { orderId }))).toBe('order.unknown');
    expect(await signIn('tech1', 'linework')).toBe('ok');
    const opened = await station.has(orderId);
    expect(opened.view.fold.notes.map(({ text }) => text)).toContain('陈的备注');
    await station.synchronised();
  });

  it('tells the office the battery when the window tells it, not at the next contact', async () => {
    const admin = await field.office.signIn('admin1');
    const { deviceId } = await station.call('session.state', {});
    const battery = async () =>
      (await admin.call('devices.list', {})).devices.find((one) => one.deviceId === deviceId)?.batteryPercent;
    await until('the first report of the device', async () => {
      const { devices } = await admin.call('devices.list', {});
      return devices.find((one) => one.deviceId === deviceId)?.freeBytes ?? null;
    });
    await station.call('device.report', { batteryPercent: 73 });
    await until('73 %', async () => (await battery()) === 73 || null, { withinMs: 10_000 });
    await station.call('device.report', { batteryPercent: 42 });
    await until('42 %', async () => (await battery()) === 42 || null, { withinMs: 10_000 });
  });

  it('after too many wrong passwords offline, waits', async () => {
    station.link.set('cut');
    for (let n = 0; n < 5; n += 1) expect(await signIn('tech1', `wrong ${n}`)).toBe('session.wrongPassword');
    expect(await signIn('tech1', 'linework')).toBe('session.tooManyTries');
    station.link.set('open');
  });

  it('a revoked device sends what it holds and is locked', async () => {
    await until('the wait to be over', async () => (await signIn('tech1', 'linework')) === 'ok', {
      withinMs: 20_000,
      everyMs: 500,
    });
    await station.synchronised();
    station.link.set('cut');
    await station.call('workOrder.note', { orderId, text: '停用前保存' });
    const { deviceId } = await station.call('session.state', {});
    const administrator = await field.office.signIn('admin1');
    await administrator.call('devices.revoke', { deviceId: deviceId ?? '' });
    station.link.set('open');
    await until('the note at the office', async () => {
      const { view } = await field.dispatcher.call('workOrder.open', { orderId });
      return view.fold.notes.some(({ text }) => text === '停用前保存');
    });
    await until('the station to be locked', async () => {
      const now = await station.call('session.state', {});
      return now.revoked && now.state === 'locked';
    });
    expect(await codeOf(station.call('orders.list', { view: 'today' }))).toBe('session.deviceRevoked');
  });
});

describe('the button pressed three times', () => {
  it('opens one desk: the journal has one writer', async () => {
    const other = await field.station('tech2');
    await other.synchronised();
    await other.call('session.signOut', {});
    const technicians = path.join(other.data, 'technicians');
    const [id = ''] = readdirSync(technicians);
    // Each desk that opens writes the device's document at its first contact.
    const written = () =>
      readFileSync(path.join(technicians, id, 'journal'), 'utf8').match(/"put":\{"id":"device:/g)?.length ?? 0;
    const before = written();
    const answers = await Promise.all(
      Array.from({ length: 3 }, () => other.call('session.signIn', { username: 'tech2', password: 'linework' })),
    );
    expect(answers.map(({ state: opened }) => opened)).toEqual(['open', 'open', 'open']);
    await until('the device to be told', () => written() > before);
    const settled = await other.synchronised();
    expect(settled).toMatchObject({ refused: 0, documents: 0 });
    expect(written() - before).toBe(1);
  });
});
