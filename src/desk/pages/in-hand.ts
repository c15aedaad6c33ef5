/** Who has a case in hand, as the desk and the case say it: a unit may have it before anybody in it is named. */

type InHand = { unit: string | null; handler: string | null }

/** The handler, or why there is none. */
export const handlerIn = ({ unit, handler }: InHand): string => handler ?? (unit ? '未指定承办人' : '未分办')

/** The unit, where there is one, and the handler. */
export const inHand = (of: InHand): string[] => [...(of.unit ? [of.unit] : []), handlerIn(of)]
