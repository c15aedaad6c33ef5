/** 敏感事项: no law asks for the conference; where the agency has chosen to, it is asked before a signature and a publication. */

import { asksForConference, waitsForConference } from '../sensitive.ts'
import { sentence } from '../sentences.ts'
import type { Rule } from './rule.ts'

const ARTICLE = '条例第十四条'

export const MARKED: Rule[] = [
  {
    code: 'NOT_SENSITIVE',
    article: ARTICLE,
    kept: ({ sensitive }) => !!sensitive,
  },
]

export const CONFERRED_BEFORE: Rule[] = [
  {
    code: 'SENSITIVE_NOT_CONFERRED',
    article: ARTICLE,
    kept: (context, fact, law, today) => {
      const on = fact?.on ?? today
      if (!waitsForConference(context) || !on || (fact && !asksForConference(fact))) return true
      const how = law.choices(on).sensitiveConference
      return how === 'warn' || (how === 'reason' && (!fact || !!fact.withoutConference))
    },
    because: ({ sensitive }) => (sensitive ? sentence('sensitive.marked', { kind: sensitive.kind }) : null),
  },
]
