import { lookup } from 'node:dns';
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivateAddress } from './private-address.ts';

const patienceMilliseconds = 10_000;
const mostHeard = 1000;

export interface Outgoing {
  url: string;
  body: string;
  headers: Record<string, string>;
  /** Lets through addresses of a local network, and http. */
  mayBePrivate: boolean;
}

export type OutgoingProblem = 'address' | 'https' | 'private';

/** Why nothing may be posted there, as far as the address itself says; its name is resolved when it is posted to. */
export function problemOf(
  url: string,
  { mayBePrivate }: Pick<Outgoing, 'mayBePrivate'>,
): OutgoingProblem | null {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username || parsed.password) return 'address';
  if (mayBePrivate) return null;
  if (parsed.protocol !== 'https:') return 'https';
  const host = parsed.hostname.replace(/^\[|\]$/g, '');
  const isLocalName = /(^|\.)localhost\.?$/i.test(host);
  return isLocalName || (isIP(host) && isPrivateAddress(host)) ? 'private' : null;
}

/**
 * Posts JSON and tells the answer's status and its first words. Follows no redirect. The address is checked as it is
 * connected to, so that a name cannot lead elsewhere between the check and the post.
 */
export function postOut(outgoing: Outgoing): Promise<{ status: number; said: string }> {
  const { url, body, headers, mayBePrivate } = outgoing;
  if (problemOf(url, outgoing)) return Promise.reject(new Error(refusedAddress));
  const request = url.startsWith('https:') ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': 'Amends', ...headers },
        signal: AbortSignal.timeout(patienceMilliseconds),
        agent: false,
        ...(mayBePrivate ? {} : { lookup: publicLookup }),
      },
      (answer) => {
        let said = '';
        answer.setEncoding('utf8');
        answer.on('data', (piece: string) => {
          said += piece;
          if (said.length > mostHeard) answer.destroy();
        });
        answer.on('error', reject);
        answer.on('close', () => resolve({ status: answer.statusCode ?? 0, said: said.slice(0, mostHeard) }));
      },
    );
    sent.on('error', (error) => reject(error.name === 'AbortError' ? new Error(tooSlow) : error));
    sent.end(body);
  });
}

const refusedAddress = 'This address is not of the public internet.';
const tooSlow = `Nobody answered within ${patienceMilliseconds / 1000} seconds.`;

/** Resolves a name, and refuses it where any of its addresses is private. */
export const publicLookup: LookupFunction = (name, options, tell) => {
  lookup(name, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error || !first) return tell(error ?? new Error('This name leads nowhere.'), '');
    if (addresses.some(({ address }) => isPrivateAddress(address)))
      return tell(new Error(refusedAddress), '');
    return options.all ? tell(null, addresses) : tell(null, first.address, first.family);
  });
};
