import { describe, expect, it } from 'vitest';
import { evaluateStep } from '../../forms/engine/step-form.ts';
import { ftthInstall } from '../../forms/order-types/ftth-install/index.ts';
import { lineRemoval } from '../../forms/order-types/line-removal/index.ts';
import { settings } from '../builders/install-story.ts';
import { type Flow, type FlowOptions, openFlow } from './flow.ts';

/** Applied for, and both children raised. */
function moving(options: FlowOptions = {}): { readonly parent: Flow; readonly removal: Flow; readonly install: Flow } {
  const parent = openFlow('site-move', options);
  parent.workUntil(null);
  const [removal] = parent.raise('removal');
  const [install] = parent.raise('install');
  if (!removal || !install) throw new Error('not raised');
  return { parent, removal, install };
}
const children = (parent: Flow) => parent.view().fold.children.map(({ raise, state }) => [raise, state]);

describe('site-move', () => {
  it('raises the removal at the old site and the new line at the new one, and closes when both have ended', () => {
    const { parent, removal, install } = moving();
    expect(parent.view().fold.state).toBe('inProgress');
    expect(removal.view().fold.place.address).toBe('合肥市蜀山区长江西路 118 号 5 幢 602');
    expect(install.view().fold.place).toMatchObject({
      address: '合肥市包河区徽州大道 1266 号 3 幢 1104',
      district: '包河区',
      area: 'urban',
      latitude: 31.7832,
    });
    install.workUntil(null);
    install.complete();
    parent.childEnded(install);
    expect(children(parent)).toEqual([
      ['removal', null],
      ['install', 'completed'],
    ]);
    removal.workUntil(null);
    removal.complete();
    parent.childEnded(removal);
    expect(children(parent)).toEqual([
      ['removal', 'completed'],
      ['install', 'completed'],
    ]);
    expect(parent.definition.closesWith).toBe('children');
    expect(parent.complete().ok).toBe(true);
    expect(parent.view().fold).toMatchObject({ state: 'completed', reviewState: null });
  });

  it('gives the new line all that an install needs, of the new site, and the removal all of the old line', () => {
    const parent = openFlow('site-move');
    parent.workUntil(null);
    const [install] = parent.raised('install');
    for (const { key } of ftthInstall.products.filter(({ required }) => required))
      expect([key, install?.products[key] ?? null]).not.toEqual([key, null]);
    for (const { key } of ftthInstall.resources.filter(({ required }) => required))
      expect([key, install?.resources[key] ?? null]).not.toEqual([key, null]);
    expect(install).toMatchObject({
      products: { broadbandMbps: 500, iptv: true, voice: false },
      resources: { olt: 'HF-BH-OLT-02', loid: 'HF202603040021', onuModel: 'HG8145V5' },
      values: { oldAddress: '合肥市蜀山区长江西路 118 号 5 幢 602', equipmentMovesAlong: true },
    });
    const [removal] = parent.raised('removal');
    for (const { key } of lineRemoval.products.filter(({ required }) => required))
      expect([key, removal?.products[key] ?? null]).not.toEqual([key, null]);
    expect(removal).toMatchObject({
      products: { removalKind: 'dismantle', removalReason: 'siteMove' },
      resources: { olt: 'HF-SS-OLT-07', loid: 'HF202603020017', onuSerial: 'HWTC1A2B3C4D' },
    });
  });

  it('offers the removal what was agreed at the counter', () => {
    const { removal } = moving();
    const offered = evaluateStep({
      view: removal.view(),
      definition: removal.definition,
      settings,
      step: 'approval.decision',
      fields: { decision: 'approved' },
    });
    expect(offered.values).toMatchObject({ dropCable: 'leaveForReuse', effectiveFrom: '2026-03-04T00:00:00.000Z' });
    removal.workUntil('equipment');
    removal.workStage('equipment');
    const values = removal
      .view()
      .stages.flatMap(({ steps }) => steps)
      .find(({ key }) => key === 'equipment.items')?.values;
    expect(values?.movesAlong).toBe(true);
  });

  it('raises nothing before it is applied for, and nothing for a site that is not covered', () => {
    const parent = openFlow('site-move');
    parent.workStage('application', { 'application.newSite': { covered: false } });
    expect(parent.pass('application').problems).toMatchObject([{ details: { gate: 'covered' } }]);
    expect(parent.raised('install')).toEqual([]);
    parent.submit('application.newSite');
    expect(parent.pass('application').passes).toBe(true);
    expect(parent.raised('install')).toHaveLength(1);
  });

  it('takes neither the old address nor the old LOID for the new line', () => {
    const parent = openFlow('site-move');
    parent.submit('application.oldSite');
    const address = parent.submit('application.newSite', { address: '合肥市蜀山区长江西路 118 号 5 幢 602' });
    expect(address).toMatchObject({ ok: false, problem: { details: { problems: [{ field: 'address' }] } } });
    const loid = parent.submit('application.newLine', { loid: 'HF202603020017' });
    expect(loid).toMatchObject({ ok: false, problem: { details: { problems: [{ field: 'loid' }] } } });
  });

  it('asks about the number only where there is a telephone', () => {
    const parent = openFlow('site-move', { products: { voice: true } });
    parent.workStage('application', { 'application.newSite': { numberKept: false } });
    expect(parent.pass('application').problems).toMatchObject([{ details: { gate: 'numberKept' } }]);
    parent.override('application', 'numberKept');
    expect(parent.pass('application').passes).toBe(true);
  });

  it('a new line that failed leaves the move with a failed child, for a person to decide', () => {
    const { parent, removal, install } = moving();
    install.workUntil('preparation');
    install.workStage('preparation');
    install.fail({ reasonCode: 'noResource' });
    parent.childEnded(install);
    removal.workUntil(null);
    removal.complete();
    parent.childEnded(removal);
    expect(children(parent)).toContainEqual(['install', 'failed']);
    parent.completePartially({ reasonCode: 'newSiteFailed' });
    expect(parent.view().fold.state).toBe('partial');
  });
});

it('has the limit of a new line, in working time (NORMS §1), beside the clocks of its children', () => {
  const { parent, removal, install } = moving();
  expect(parent.definition.sla).toMatchObject([
    { key: 'siteMove', clock: 'working', limitHours: 'settings.moves.siteMoveHours', stopsAt: 'completed' },
  ]);
  expect(settings.moves?.values.siteMoveHours).toBe(settings.sla?.values.installHours);
  for (const child of [removal, install]) expect(child.view().acceptedAt).toBe(parent.view().acceptedAt);
});
