/** What the office waits for, each with its matters, its last day and its notice; the form to answer stands below. */
import type { ComponentChildren } from 'preact'
import type { FeeLine } from '../../../workflows/statute/fees.ts'
import type { Payment } from '../../letters/fee-notice.ts'
import { Sentence, Verbatim } from '../../web/parts/sentence.tsx'
import type { Words } from '../../web/words/zh.ts'
import type { Asked, TrackingView } from '../views.ts'

/** Does the office wait for anything? */
export const isAsked = ({ correction, fee, reasons }: Asked) => Boolean(correction || fee || reasons)

type Props = Pick<TrackingView, 'asked' | 'soonUntil'> & {
  words: Words
  /** What the act is called by which contact data are changed, where it stands on the page. */
  change: string | undefined
}

export function AskedOf({ asked, soonUntil, words, change }: Props) {
  const { correction, fee, reasons } = asked
  const say = words.account.following
  return (
    <>
      {correction && (
        <Part title={say.matters} until={correction} letter={correction.letter} {...{ soonUntil, words }}>
          <ol>
            {correction.matters.map((matter) => (
              <li key={matter}>
                <Verbatim>{matter}</Verbatim>
              </li>
            ))}
          </ol>
          <p>{say.correctionHelp}</p>
          {change && (
            <p>
              {say.contactHelp}{' '}
              <a href="#act-contactChanged">
                <Sentence>{change}</Sentence>
              </a>
            </p>
          )}
        </Part>
      )}
      {fee && (
        <Part title={say.fee} letter={fee.letter} {...{ soonUntil, words }}>
          <dl class="pairs">
            <Pair name={say.amountLabel}>
              <b class="figure">{say.amount({ n: fee.amount })}</b>
            </Pair>
            <Pair name={say.feeBasis}>{(fee.basis === 'items' ? say.byItems : say.byPages)({ n: fee.quantity })}</Pair>
            <Pair name={say.rests}>{fee.basis === 'items' ? say.feeOfItems : say.feeOfPages}</Pair>
            <Pair name={say.payBy}>
              {fee.by !== undefined && fee.left !== undefined ? (
                <Last by={fee.by} left={fee.left} {...{ soonUntil, words }} />
              ) : (
                say.payFromReceipt({ n: fee.days })
              )}
            </Pair>
            {fee.how && (
              <Pair name={say.payHow}>
                {fee.pay && words.lang === 'en' ? (
                  <HowToPay pay={fee.pay} words={words} />
                ) : (
                  <Verbatim>{fee.how}</Verbatim>
                )}
              </Pair>
            )}
          </dl>
          {fee.lines && <Tiers lines={fee.lines} basis={fee.basis} words={words} />}
          <p>{say.paid}</p>
        </Part>
      )}
      {reasons && (
        <Part title={say.reasons} until={reasons} letter={reasons.letter} {...{ soonUntil, words }}>
          <p class="reading">
            <Verbatim>{reasons.why}</Verbatim>
          </p>
          <p>{say.reasonsHelp}</p>
        </Part>
      )}
    </>
  )
}

/** What the office entered stands as it was written, which is in Chinese. */
function HowToPay({ pay, words }: { pay: Payment; words: Words }) {
  const say = words.account.following.pay
  const { payee, account, place, office, address, phone } = pay
  const lines = [
    [say.payee, payee],
    [say.account, account],
    [say.place, place],
    [say.office, office],
    [words.paper.address, address],
    [words.paper.phone, phone],
  ].filter(([, value]) => value)
  return (
    <>
      {office ? say.slip : account ? say.transfer : null}
      {lines.map(([name, value]) => (
        <p key={name}>
          {name}: <Verbatim>{value}</Verbatim>
        </p>
      ))}
      {say.keep}
    </>
  )
}

/** The sum, tier by tier (国办函〔2020〕109号). */
function Tiers({ lines, basis, words }: { lines: readonly FeeLine[]; basis: 'items' | 'pages'; words: Words }) {
  const { tiers } = words.account.following
  const unit = tiers.unit[basis]
  return (
    <table class="tiers">
      <caption>{tiers.title}</caption>
      <thead>
        <tr>
          <th scope="col">{tiers.span}</th>
          <th scope="col">{tiers.each}</th>
          <th scope="col">{tiers.sum}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ from, to, rate, amount }) => (
          <tr key={from}>
            <th scope="row">
              {from === to
                ? unit({ from: String(from) })
                : tiers.between({ from: unit({ from: String(from) }), to: unit({ from: String(to) }) })}
            </th>
            <td>{rate === 0 ? tiers.free : words.account.following.amount({ n: rate })}</td>
            <td>{words.account.following.amount({ n: amount })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type LastProps = { by: string; left: number; soonUntil: string; words: Words }

/** A last day with the calendar days left, or past; marked as soon up to `soonUntil`. */
export function Last({ by, left, soonUntil, words }: LastProps) {
  const say = words.account.following
  return (
    <>
      <time dateTime={by}>{say.until({ day: words.dayLong(by) })}</time>{' '}
      <span class={left < 0 ? 'left overdue' : by <= soonUntil ? 'left soon' : 'left'}>
        {left < 0 ? say.daysPast({ n: -left }) : say.daysLeft({ n: left })}
      </span>
    </>
  )
}

const Pair = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

type PartProps = {
  title: string
  until?: { by: string; left: number }
  letter: string | undefined
  soonUntil: string
  words: Words
  children: ComponentChildren
}

function Part({ title, until, letter, soonUntil, words, children }: PartProps) {
  const say = words.account.following
  return (
    <div class="note soon">
      <h3>{title}</h3>
      {until && (
        <p>
          <Last {...until} {...{ soonUntil, words }} />
        </p>
      )}
      {children}
      {letter && (
        <p>
          <a href={letter}>{say.notice}</a>
        </p>
      )}
    </div>
  )
}
