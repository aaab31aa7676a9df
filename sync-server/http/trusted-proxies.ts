import { BlockList, isIP } from 'node:net';
import { plainAddress } from './plain-address.ts';

/** The networks behind the names that `--trusted-proxy` takes beside addresses (as `@fastify/proxy-addr` reads them). */
const named: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.1/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/** Is this the address of a proxy that the command line names? */
export function proxiesOf(given: readonly string[] = []): (address: string) => boolean {
  const list = new BlockList();
  for (const network of given.flatMap((one) => named[one] ?? [one])) {
    const [address = '', bits] = network.split('/');
    const kind = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, Number(bits ?? (kind === 'ipv6' ? 128 : 32)), kind);
  }
  return (address) => {
    const plain = plainAddress(address);
    return isIP(plain) !== 0 && list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
  };
}
