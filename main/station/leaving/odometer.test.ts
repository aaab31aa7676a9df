import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, meet, moved, unstarted } from './odometer.ts';

const dayMs = 86_400_000;
const office = Date.UTC(2026, 10, 1);
const contact = (bootId: string, uptimeMs: number, officeAt: number) => ({
  bootId,
  uptimeMs,
  officeAt: new Date(officeAt).toISOString(),
  uncertaintyMs: 0,
});

describe('counted time', () => {
  it('counts uptime inside one boot, whatever the wall clock says', () => {
    const first = advance(unstarted, { bootId: 'a', uptimeMs: 1_000 });
    expect(advance(first, { bootId: 'a', uptimeMs: 5_000 }).counted).toBe(4_000);
  });

  it('knows nothing of the time between two boots until the office has told it', () => {
    const before = meet(advance(unstarted, { bootId: 'a', uptimeMs: 0 }), contact('a', 0, office));
    const rebooted = advance(before, { bootId: 'b', uptimeMs: 60_000 });
    expect(rebooted.counted).toBe(0);
    expect(meet(rebooted, contact('b', 60_000, office + 3 * dayMs)).counted).toBe(3 * dayMs);
  });

  it('an office whose clock is set while the device runs makes nothing older', () => {
    const before = meet(advance(unstarted, { bootId: 'a', uptimeMs: 0 }), contact('a', 0, office));
    const later = advance(before, { bootId: 'a', uptimeMs: 1_000 });
    expect(meet(later, contact('a', 1_000, office + 3 * dayMs)).counted).toBe(1_000);
  });

  it('counts no more than has passed, in all or since anything was noted, over any reboots and contacts', () => {
    const step = fc.record({
      passes: fc.integer({ min: 0, max: 10 * dayMs }),
      reboots: fc.boolean(),
      contact: fc.boolean(),
      error: fc.integer({ min: -5_000, max: 5_000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let passed = 0;
        let bootedAt = 0;
        let boot = 0;
        let noted: { readonly reading: number; readonly at: number }[] = [];
        let odometer = advance(unstarted, { bootId: '0', uptimeMs: 0 });
        for (const { passes, reboots, contact: meets, error } of steps) {
          passed += passes;
          if (reboots) {
            boot += 1;
            bootedAt = passed;
          }
          const facts = { bootId: `${boot}`, uptimeMs: passed - bootedAt };
          odometer = advance(odometer, facts);
          const measured = contact(facts.bootId, facts.uptimeMs, office + passed + error);
          if (meets) {
            const before = odometer;
            odometer = meet(before, { ...measured, uncertaintyMs: 5_000 });
            noted = noted.map(({ reading, at }) => ({ reading: moved(reading, before, odometer), at }));
          }
          expect(odometer.counted).toBeLessThanOrEqual(passed);
          for (const { reading, at } of noted) expect(odometer.counted - reading).toBeLessThanOrEqual(passed - at);
          noted.push({ reading: odometer.counted, at: passed });
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
