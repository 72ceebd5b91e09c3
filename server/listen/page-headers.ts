/**
 * What every answer under `/s/` is sent with. Said before the answer is made: a header added to one that is already
 * there makes the server copy it, which costs more than the page itself.
 */
export const headersOfAnyPage = {
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=15552000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex, nofollow',
} as const;
