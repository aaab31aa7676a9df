import { isIPv6 } from 'node:net';

/**
 * Whom an address counts as: an IPv4 address written as IPv6 is that IPv4 address, and an IPv6 address is its /64, because whoever has one
 * of it has all of it.
 */
export function addressGroup(address: string): string {
  const plain = address.split('%', 1)[0]?.toLowerCase() ?? '';
  if (!isIPv6(plain)) return plain;
  const groups = groupsOf(plain);
  const [high = 0, low = 0] = groups.slice(6);
  const leading = groups.slice(0, 6).join(':');
  // ::ffff:a.b.c.d, and 64:ff9b::a.b.c.d, which a NAT64 makes of it
  if (leading === '0:0:0:0:0:65535' || leading === '100:65435:0:0:0:0')
    return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  const network = groups.slice(0, 4).map((group) => group.toString(16));
  return `${network.join(':')}::/64`;
}

/** The eight numbers of an IPv6 address. */
function groupsOf(address: string): readonly number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const [, front, a, b, c, d] = dotted ?? [];
  const pair = (left: string | undefined, right: string | undefined): string =>
    ((Number(left) << 8) | Number(right)).toString(16);
  const text = front === undefined ? address : `${front}${pair(a, b)}:${pair(c, d)}`;
  const [head = '', tail] = text.split('::');
  const read = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const [left, right] = [read(head), read(tail ?? '')];
  return tail === undefined ? left : [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}
