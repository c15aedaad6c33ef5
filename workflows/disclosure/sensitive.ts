/** 敏感事项: a case that somebody has marked, and whether it was conferred about since. */
/** Of a marked case its kind, as the agency calls it; null after the mark was lifted. */
export type Sensitive = { sensitive?: { kind: string; conferred: boolean } | null }

/** Is it marked, and was it not conferred about since? */
export const waitsForConference = ({ sensitive }: Sensitive): boolean => !!sensitive && !sensitive.conferred

/** The mark after a conference: one from before it does not count. */
export const conferredAbout = ({ sensitive }: Sensitive): Sensitive =>
  sensitive ? { sensitive: { ...sensitive, conferred: true } } : {}

/** Does this fact sign or publish, so that a marked case asks for a conference before it? */
export const asksForConference = <F extends { type: string; accepted?: boolean | undefined }>(
  fact: F,
): fact is F & { withoutConference?: string } =>
  fact.type === 'replySigned' || (fact.type === 'releaseDecided' && fact.accepted === true)
