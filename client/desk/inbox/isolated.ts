/** A name as it stands in a sentence of another direction: neither disturbs the other. */
export const isolated = (name: string) => `\u2068${name}\u2069`;
