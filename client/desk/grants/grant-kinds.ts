/** Every kind that can be given, in the order in which it is offered, with what its amount is. */
export const kinds = {
  'account-credit': 'money',
  voucher: 'money',
  'free-order': 'money',
  points: 'points',
  'debt-write-off': 'money',
  'extra-service': 'optional',
  'higher-class': 'optional',
  'fixed-prices': 'optional',
  'leader-call': 'none',
  'leader-letter': 'none',
} as const;

export type Kind = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as Kind[];

/** What a colleague writes beside the amount: what exactly, or from whom. */
export const detailOf = (kind: Kind): 'what' | 'leader' | null => {
  if (kinds[kind] === 'none') return 'leader';
  return kinds[kind] === 'optional' ? 'what' : null;
};
