/** 缺项: what an application lacks of what Art 29 asks for, and the two ways to get it: a correction notice, or a call. */
import type { Missing } from '../../../workflows/disclosure/missing.ts'
import type { Act } from '../../web/shapes.ts'
import type { CaseView } from '../views.ts'

type Props = {
  missing: readonly Missing[]
  may: readonly Pick<Act, 'type'>[]
  /** The correction notice has gone out, and nothing has come of it yet: what it asks for is not asked for again. */
  isAsked?: boolean
  /** The page of the case, from elsewhere. */
  at?: string
}

export function MissingPart({ missing: all, may, isAsked = false, at = '' }: Props) {
  const missing = isAsked ? all.filter(({ toCorrect }) => !toCorrect) : all
  if (missing.length === 0) return null
  const offers = (type: Act['type']) => may.some((act) => act.type === type)
  const isReached = missing.some(({ field }) => /\.(?:phone|email|address)$/.test(field))
  return (
    <section class="note soon missing" aria-labelledby="missing-title">
      <h2 id="missing-title">缺项</h2>
      <ul>
        {missing.map(({ field, name, article, written, toCorrect }) => (
          <li key={field} data-missing={field}>
            {name}
            {written && `（来件写作“${written}”，无法识别）`}
            {!toCorrect && '（可以电话或者来信补全，不必为此发补正通知）'} <span class="article">{article}</span>
          </li>
        ))}
      </ul>
      {missing.some(({ toCorrect }) => toCorrect) && (
        <p>
          {offers('correctionRequested') ? (
            <a href={`${at}#act-correctionRequested`}>发补正告知书</a>
          ) : (
            '登记以后可以发补正告知书'
          )}
          ：缺项已经写进“需要补正的事项”，应当一次性告知（条例第三十条）。
        </p>
      )}
      {isReached && offers('contactChanged') && (
        <p>
          能够联系到申请人的，问明后<a href={`${at}#act-contactChanged`}>补全联系方式</a>。
        </p>
      )}
    </section>
  )
}

/** Has a correction been asked for that still counts? */
export const isAskedToCorrect = ({ facts }: Pick<CaseView, 'facts'>): boolean =>
  facts.some(({ type, rectifiedBy }) => type === 'correctionRequested' && rectifiedBy === undefined)
