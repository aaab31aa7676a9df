import { describe, expect, it } from 'vitest';
import { openFlow } from './flow.ts';

/** What the works of a voice and of a data line have in common, as cases of the test that calls this. */
export function lineWorks(type: 'data-line-install' | 'voice-line-install'): void {
  describe('stage by stage', () => {
    it('begins in the office, is built and signed in the field, and is filed', () => {
      const order = openFlow(type);
      const turns: unknown[] = [];
      for (const { key } of order.definition.stages) {
        turns.push([order.view().currentStage, order.view().turn]);
        order.workStage(key);
        expect(order.pass(key).problems).toEqual([]);
        expect(order.view().fold.state).toBe('inProgress');
      }
      expect(turns).toEqual([
        ['preconditions', 'office'],
        ['works', 'field'],
        ['tests', 'field'],
        ['customerConfirmation', 'field'],
        ['accountManagerCall', 'field'],
        ['contractFiled', 'office'],
      ]);
      expect(order.complete().ok).toBe(true);
      expect(order.view().fold.state).toBe('completed');
      // Documents that the office attaches are files, and files are pointed out.
      expect(order.view().findings.filter(({ kind }) => kind !== 'filePhoto')).toEqual([]);
    });

    it('has 15 working days for the works and a calendar week for the file (NORMS §1)', () => {
      const { sla, settings } = openFlow(type).definition;
      expect(sla).toMatchObject([
        {
          key: 'construction',
          clock: 'working',
          limitDays: 'settings.leasedLine.installDays',
          startsAt: 'stage:works',
          stopsAt: 'stage:accountManagerCall',
        },
        {
          key: 'filing',
          clock: 'calendar',
          limitDays: 'settings.leasedLine.filingDays',
          startsAt: 'stage:contractFiled',
          stopsAt: 'completed',
        },
      ]);
      expect(settings).toContain('calendar');
    });

    it('does not begin before the agreement is signed', () => {
      const order = openFlow(type);
      order.workStage('preconditions', {
        'preconditions.agreement': { signed: false, number: null, signedAt: null, signatory: null },
      });
      expect(order.pass('preconditions').problems).toMatchObject([{ details: { gate: 'agreementSigned' } }]);
      order.submit('preconditions.agreement');
      expect(order.pass('preconditions').passes).toBe(true);
    });

    it('keeps the order open until the account manager has been told, and files the agreement that was signed', () => {
      const order = openFlow(type);
      order.workUntil('accountManagerCall');
      order.workStage('accountManagerCall', { 'accountManagerCall.call': { outcome: 'noAnswer', told: null } });
      expect(order.pass('accountManagerCall').problems).toMatchObject([{ details: { gate: 'told' } }]);
      order.submit('accountManagerCall.call');
      expect(order.pass('accountManagerCall').passes).toBe(true);
      order.workStage('contractFiled', { 'contractFiled.filing': { agreementNumber: 'ZX-2025-9999' } });
      expect(order.pass('contractFiled').problems).toMatchObject([{ details: { number: 'ZX-2026-0312' } }]);
      expect(order.complete().ok).toBe(false);
    });
  });
}
