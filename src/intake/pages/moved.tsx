/** 移送, as whoever applied reads it: which agency handles it now, under which number, and the way there. */
import { Phone } from '../../web/parts/phone.tsx'
import { Verbatim } from '../../web/parts/sentence.tsx'
import type { Words } from '../../web/words/zh.ts'
import type { Moved } from '../views.ts'

/** @param from the agency that it came to first @param own the address of this page */
type Props = { moved: Moved; from: string; own: string; words: Words }

export function MovedOn({ moved: { on, agency, office, phone, receipt }, from, own, words }: Props) {
  const { moved } = words.account.following
  return (
    <section class="panel" aria-labelledby="moved-title" data-moved={receipt}>
      <h2 id="moved-title">
        <Verbatim>{moved.title({ agency })}</Verbatim>
      </h2>
      <p>
        <Verbatim>{moved.said({ day: words.day(on), from, agency, receipt })}</Verbatim>
      </p>
      <dl class="pairs">
        <div>
          <dt>{moved.receipt}</dt>
          <dd class="figure">{receipt}</dd>
        </div>
        <div>
          <dt>{moved.agency}</dt>
          <dd>
            <Verbatim>{agency}</Verbatim>
            <br />
            <Verbatim>{office}</Verbatim>
            <br />
            <Phone number={phone} />
          </dd>
        </div>
      </dl>
      <p class="no-print">
        <a class="button" href={`${own}/moved`}>
          {moved.follow}
        </a>
      </p>
      <p class="hint">{moved.how}</p>
    </section>
  )
}
