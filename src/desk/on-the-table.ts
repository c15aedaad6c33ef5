/** Where a draft lies before it is signed: then the pages show it, its findings and the files that it gives. */
const ON_THE_TABLE: readonly string[] = ['forReview', 'forApproval', 'forSignature']

/** @param step of the case row */
export const isOnTheTable = (step: string): boolean => ON_THE_TABLE.includes(step)
