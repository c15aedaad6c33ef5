/** Which case: its agency's code, and its id inside that agency. */
export type CaseKey = { agencyId: string; caseId: string }
