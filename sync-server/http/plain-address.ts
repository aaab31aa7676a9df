/** An IPv4 address that a socket for both kinds tells as `::ffff:10.0.0.5`, as it is written: `10.0.0.5`. Any other as it came. */
export const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');
