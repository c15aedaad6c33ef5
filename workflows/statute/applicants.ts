/** Who must be served, read from a submission as it stands in a list of facts. */

/** Those who apply, as a submission names them: whoever they named to receive for all, else each of them. */
export function servedOf({ coApplicants, representative }: Record<string, unknown>): string[] {
  if (typeof representative === 'string') return [representative]
  const others = Array.isArray(coApplicants) ? coApplicants.length : Number(coApplicants ?? 0)
  return ['applicant', ...Array.from({ length: others }, (_, i) => `coApplicant:${i + 1}`)]
}
