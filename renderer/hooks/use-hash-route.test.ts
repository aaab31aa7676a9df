import { describe, expect, it } from 'vitest';
import { hashOf, parseHash } from './use-hash-route.ts';

describe('the place inside a page', () => {
  it('is read back from its own address', () => {
    expect(parseHash(hashOf('orders', '合肥/蜀山', '100%'))).toEqual(['orders', '合肥/蜀山', '100%']);
  });

  it.each(['#/%', '#/order/%E5%8', '#/%zz/x', '#/%c0%ae'])('%s is harmless', (hash) => {
    expect(parseHash(hash)).toEqual(hash.slice(2).split('/'));
  });
});
