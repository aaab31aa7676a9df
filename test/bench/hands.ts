import { join } from 'node:path';
import { ftthInstall } from '../../forms/order-types/ftth-install/index.ts';
import { newOrder } from '../builders/new-order.ts';
import { chromiumStation } from '../e2e/chromium-station.ts';
import { countedInstall } from '../e2e/counted-hands.ts';
import { openBrowserWithCamera } from '../e2e/fake-camera.ts';
import { keepPictures } from '../e2e/keep-pictures.ts';
import { signInOnScreen } from '../e2e/technician.ts';
import { startOffice } from '../processes/office.ts';
import { until } from '../processes/poll.ts';
import { temporaryFolder } from '../processes/temporary-folder.ts';
import { type Report, say } from './report-figure.ts';

/** Taps and keys of a minimal good install: broadband, IPTV and voice, eight photos, signature and report; and of each of its stages. */
export async function hands(report: Report): Promise<void> {
  say('console: the hands of a minimal good install');
  const home = await temporaryFolder('bench-hands');
  const office = await startOffice({ data: join(home.path, 'office') });
  const browser = await openBrowserWithCamera(home.path);
  const driver = await chromiumStation(browser, join(home.path, 'device'), office.url);
  try {
    const dispatcher = await office.signIn('disp1');
    await signInOnScreen(driver.page(), 'tech1');
    const { technician } = await driver.call('session.state', {});
    // What a technician answered last is offered in his next order: the first of a new device is told beside an ordinary one.
    const seen = new Set<string>();
    for (const which of ['first', 'install'] as const) {
      const { orderId } = await dispatcher.call('workOrder.create', newOrder());
      await dispatcher.call('workOrder.assign', { orderId, technicianId: technician?.technicianId ?? '' });
      await until('the order', () => driver.call('workOrder.open', { orderId }), { withinMs: 30_000 });
      const { whole, stages } = await countedInstall(driver, orderId, ftthInstall, seen);
      for (const what of ['taps', 'keys'] as const) {
        const ofStages = Object.fromEntries(Object.entries(stages).map(([stage, counted]) => [stage, counted[what]]));
        report({ name: `hands.${which}.${what}`, value: whole[what], unit: what, n: 1, ...ofStages });
      }
    }
  } catch (error) {
    await keepPictures(browser, driver);
    throw error;
  } finally {
    await driver.close().catch(() => undefined);
    await browser.close();
    await office.stop();
    await home.remove();
  }
}
