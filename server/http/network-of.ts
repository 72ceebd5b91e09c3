/**
 * Whom an address stands for: itself, or for IPv6 its /64, of which one household has 2^64 addresses. Ports and brackets
 * that some proxies add fall off; what is no address at all is one name like any other.
 */
export function networkOf(address: string): string {
  // As Node tells IPv4 on a socket that takes both: nearly every visit.
  if (/^::ffff:[\d.]{7,15}$/.test(address)) return address.slice('::ffff:'.length);
  const bare = address.startsWith('[') ? (address.slice(1).split(']', 1)[0] ?? '') : address;
  if (!bare.includes(':')) return bare.slice(0, longest);
  const version4 = /(?:^|:)(\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?$/.exec(bare)?.[1];
  if (version4 !== undefined) return version4;
  const [before = '', after] = (bare.split('%', 1)[0] ?? '').slice(0, longest).toLowerCase().split('::');
  const groups = before === '' ? [] : before.split(':');
  const missing = after === undefined ? 0 : 8 - groups.length - (after === '' ? 0 : after.split(':').length);
  const whole = [
    ...groups,
    ...Array<string>(Math.max(0, missing)).fill('0'),
    ...(after ? after.split(':') : []),
  ];
  return `${whole.slice(0, 4).map(withoutZeros).join(':')}::/64`;
}

const longest = 45;

const withoutZeros = (group: string): string => group.replace(/^0+(?=.)/, '');

/** An address of this machine or of a private network, where only a proxy of ours can stand before strangers. */
export const isInside = (address: string): boolean =>
  /^(?:::ffff:)?(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|^(?:::1$|f[cd][\da-f]{2}:|fe80:)/i.test(
    address,
  );
