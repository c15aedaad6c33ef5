/** 无效件, as whoever sent it reads it: what was found and why, what that means, and how to say that it is an application. */
import { Phone } from '../../web/parts/phone.tsx'
import { Verbatim } from '../../web/parts/sentence.tsx'
import type { Words } from '../../web/words/zh.ts'
import type { SetAside } from '../views.ts'

type Props = { aside: SetAside; phone: string; words: Words }

export function Aside({ aside: { on, why, dueOn }, phone, words }: Props) {
  const { aside } = words.account.following
  return (
    <section class="panel" aria-labelledby="aside-title">
      <h2 id="aside-title">{aside.title}</h2>
      <p>{aside.found({ day: words.day(on) })}</p>
      <dl class="pairs">
        <div>
          <dt>{aside.why}</dt>
          <dd>
            <Verbatim>{why}</Verbatim>
          </dd>
        </div>
      </dl>
      <p>
        {aside.object} <Phone number={phone} />
      </p>
      <p>{aside.restored}</p>
      <p>{aside.remedy({ day: words.day(dueOn) })}</p>
    </section>
  )
}
