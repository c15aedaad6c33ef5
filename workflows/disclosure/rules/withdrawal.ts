/** 撤回: the applicant's own act. With the enquiry code it is theirs; what staff record needs the paper or the call. */
import { of, type Rule } from './rule.ts'

/** Withdrawing a suit or a reconsideration withdraws no application. */
const OF_A_SUIT = /撤诉|撤回(?:了|其|该|上述|行政)*(?:起诉|诉讼|复议)/

export const WITHDRAWN: Rule[] = [
  {
    code: 'SUIT_WITHDRAWN',
    article: '行政诉讼法第六十二条、条例第二十九条',
    kept: of('withdrawn', (_context, { by, why }) => by === 'applicant' || !OF_A_SUIT.test(why)),
  },
  {
    code: 'WITHDRAWAL_NOT_PROVEN',
    article: '条例第二十九条、第四十五条',
    kept: of('withdrawn', (_context, { by, evidence }) => by === 'applicant' || (evidence?.length ?? 0) > 0),
  },
]
