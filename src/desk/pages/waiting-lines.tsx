/** What waits for whoever looks, besides cases: a line each over the list, with the way to it. */
import type { CooperationAwaited } from '../../cooperation/waiting.ts'
import type { DeskView } from '../views.ts'

/** Nothing where nothing waits; `news`: to be read, not to be done. */
type Line = { name: string; href: string; count?: number | undefined; says: string; news?: true }

const SAYS: Record<keyof CooperationAwaited, (n: number) => string> = {
  help: (n) => `请求我协办 ${n}件`,
  answered: (n) => `协办已答复 ${n}件`,
  returned: (n) => `协办被退回 ${n}件`,
  invited: (n) => `请我会商 ${n}件`,
  mentioned: (n) => `内部沟通提醒我 ${n}条`,
  handedBack: (n) => `退回分办 ${n}件`,
  time: (n) => `协办请求延期 ${n}件`,
}

function linesOf(view: DeskView): Line[] {
  const { findingsAwaited, urgingsAwaited, areUrgingsMore, urgingsAnswered, beside, wordsWaiting: words } = view
  const together = (Object.keys(SAYS) as (keyof CooperationAwaited)[]).filter((kind) => beside && beside[kind] > 0)
  return [
    {
      ...{ name: 'unsent', href: '/desk?unsent=yes', count: view.unsent },
      says: `另有待发出的文书 ${view.unsent}件申请`,
    },
    {
      ...{ name: 'findings', href: '/spot-checks', count: findingsAwaited },
      says: `抽查问题待答复 ${findingsAwaited}件`,
    },
    {
      ...{ name: 'urgings', href: '/urgings', count: urgingsAwaited },
      says: `督办待答复 ${urgingsAwaited}${areUrgingsMore ? '+' : ''}件`,
    },
    {
      ...{ name: 'urgings-answered', href: '/urgings?state=answered', count: urgingsAnswered, news: true as const },
      says: `您的督办近三十天有答复 ${urgingsAnswered}件`,
    },
    {
      ...{ name: 'cooperation', href: '/cooperation', count: together.length },
      says: together.map((kind) => SAYS[kind](beside![kind])).join('，'),
    },
    {
      ...{ name: 'problems', href: '/problems', count: beside?.problems },
      says: `依法行政问题待答复 ${beside?.problems}件`,
    },
    {
      ...{ name: 'problems-answered', href: '/problems?state=answered', count: beside?.problemAnswers },
      ...{ says: `您移送的依法行政问题近三十天有答复 ${beside?.problemAnswers}件`, news: true as const },
    },
    {
      ...{ name: 'templates', href: '/templates?only=waiting', count: words?.letters },
      says: `有 ${words?.letters} 个文书模板版本等待您审核`,
    },
    {
      ...{ name: 'messages', href: '/messages', count: words?.messages },
      says: `有 ${words?.messages} 个邮件、短信的版本等待您审核`,
    },
    {
      ...{ name: 'guides', href: '/guides', count: beside?.guides },
      says: `有 ${beside?.guides} 个机关的公开指南等待您批准`,
    },
    {
      ...{ name: 'questions', href: '/guides/questions?state=submitted', count: beside?.questions },
      says: `有 ${beside?.questions} 条问答等待您批准`,
    },
    {
      ...{ name: 'examples', href: '/examples', count: beside?.examples },
      says: `有 ${beside?.examples} 个案例等待您批准`,
    },
  ]
}

export function WaitingLines({ view }: { view: DeskView }) {
  return (
    <>
      {linesOf(view)
        .filter(({ count }) => count)
        .map(({ name, href, count, says, news }) => (
          <p key={name} class={news ? 'note' : 'note soon'} {...{ [`data-${name}`]: count }}>
            <a href={href}>{says}</a>
          </p>
        ))}
    </>
  )
}
