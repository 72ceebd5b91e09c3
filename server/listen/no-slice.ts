/** Stands where a response has no program (imported answers) or a customer no tier yet. */
export const noProgram = 'imported';
export const noTier = 'none';
