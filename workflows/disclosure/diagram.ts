/** The machine as people read it: a picture in Mermaid, a table of places, a table of refusals. README.md shows all three; tested. */

import { FACTS, type FactType, STAGES, type Stage, SYSTEM_FACTS } from '../words.ts'
import { type Place, places } from './graph.ts'
import { RECTIFICATION_RULES } from './rectify.ts'
import { ruleSays } from './rules/rule.ts'
import { allRules } from './rules.ts'
import { sentence } from './sentences.ts'

/** Where a case can stand inside a stage. */
export const STEPS: Record<string, string> = {
  'receive.open': '待登记',
  'receive.setAside': '无效件',
  'register.open': '待分办',
  'register.awaitingCorrection': '等待补正',
  'review.handling': '办理',
  'review.awaitingCorrection': '等待补正',
  'review.awaitingPayment': '等待缴费',
  'reply.forReview': '待审核',
  'reply.forApproval': '待审批',
  'reply.forSignature': '待签发',
  'reply.signed': '已签发',
  'reply.served': '已送达',
  'reply.withdrawn': '已撤回',
  archive: '归档',
}

const stageOf = (place: string) => place.split('.')[0] as Stage
const idOf = (place: string) => place.replace('.', '_')
/** One fact that leads two ways, by what it says. */
const BY_CONTENT: Record<string, string> = {
  'replyReviewed reply.forApproval': '审核通过，须审批',
  'replyReviewed reply.forSignature': '审核通过',
  'replyReviewed review.handling': '审核未通过',
  'replyApproved reply.forApproval': '审批通过，还有下一步',
  'replyApproved reply.forSignature': '审批通过',
  'replyApproved reply.forReview': '审批退回审核',
  'replyApproved review.handling': '审批未通过',
  'replyReturned reply.forApproval': '退回某一步审批',
  'replyReturned reply.forReview': '退回审核',
}
const zhOf = ({ fact, to }: { fact: FactType; to: string }) => BY_CONTENT[`${fact} ${to}`] ?? FACTS[fact].zh
const named = (names: Iterable<string>) => [...new Set(names)].join('、')

/** Arrows from one state to another, one line each, with every fact that leads there. */
function arrows(steps: { from: string; to: string; zh: string }[]): string[] {
  const lines = Map.groupBy(steps, ({ from, to }) => `${from} --> ${to}`)
  return [...lines].map(([arrow, facts]) => `${arrow} : ${named(facts.map((f) => f.zh))}`)
}

/** The state chart in Mermaid, as README.md shows it. */
export function diagram(): string {
  const all = places()
  const moves = all.flatMap((place) =>
    place.hears
      .filter((step) => step.to !== place.name)
      .map((step) => ({ zh: zhOf(step), from: place.name, to: step.to })),
  )
  const inside = (stage: Stage) => moves.filter(({ from, to }) => stageOf(from) === stage && stageOf(to) === stage)
  // Mermaid draws no arrow between the insides of two states: what leaves a stage is drawn from stage to stage.
  const between = moves
    .filter(({ from, to }) => stageOf(from) !== stageOf(to))
    .map(({ from, to, zh }) => ({ from: stageOf(from), to: stageOf(to), zh }))

  const lines = ['stateDiagram-v2', '  [*] --> receive : 提交']
  for (const stage of Object.keys(STAGES) as Stage[]) {
    const own = all.filter((place) => stageOf(place.name) === stage)
    lines.push(...(own.length === 1 ? [`  state "${STAGES[stage]}" as ${stage}`] : nested(stage, own, inside(stage))))
  }
  lines.push(...arrows(between).map((line) => `  ${line}`), '  archive --> [*]')
  return lines.join('\n')
}

function nested(stage: Stage, own: Place[], moves: { from: string; to: string; zh: string }[]): string[] {
  const ids = moves.map(({ from, to, zh }) => ({ from: idOf(from), to: idOf(to), zh }))
  return [
    `  state "${STAGES[stage]}" as ${stage} {`,
    `    [*] --> ${idOf(own[0]!.name)}`,
    ...own.map(({ name }) => `    state "${STEPS[name]}" as ${idOf(name)}`),
    ...arrows(ids).map((line) => `    ${line}`),
    '  }',
  ]
}

/** Facts that every place hears alike; the table names them once, above it. */
export function heardEverywhere(): FactType[] {
  const [first, ...rest] = places().map(({ name, hears }) => hears.filter((s) => s.to === name).map((s) => s.fact))
  return [...new Set(first)].filter((fact) => rest.every((facts) => facts.includes(fact)))
}

/** A table in Markdown: what may be recorded in each place, and where it leads; as README.md shows it. */
export function placesTable(): string {
  const everywhere = heardEverywhere()
  const rows = places().map(({ name, hears }) => {
    const here = hears.filter(({ fact, to }) => to === name && !everywhere.includes(fact))
    const on = Map.groupBy(
      hears.filter(({ to }) => to !== name),
      ({ to }) => to,
    )
    const led = [...on].map(([to, steps]) => `${named(steps.map(zhOf))} → ${STEPS[to]}`)
    const stay = named(here.map(zhOf))
    return `| ${STAGES[stageOf(name)]} | ${STEPS[name]} | \`${name}\` | ${stay || '—'} | ${led.join('；') || '—'} |`
  })
  return ['| 环节 | 步骤 | state | 就地记录 | 由此到 |', '| --- | --- | --- | --- | --- |', ...rows].join('\n')
}

/** Every refusal of the workflow: its code, its article, the facts that it may refuse, what it says. */
export function rulesTable(): string {
  const types = (Object.keys(FACTS) as FactType[]).filter(
    (type) => !SYSTEM_FACTS.includes(type) && type !== 'submitted',
  )
  const rules = Map.groupBy(
    types.flatMap((type) => allRules(type).map((rule) => ({ type, rule }))),
    ({ rule }) => rule.code,
  )
  const rows = [...rules].map(([code, uses]) => {
    const each = <T>(of: (use: (typeof uses)[number]) => T) => [...new Set(uses.map(of))]
    const facts = each(({ type }) => type)
    const whose = facts.length > 12 ? '各种事实' : named(facts.map((fact) => FACTS[fact].zh))
    return `| \`${code}\` | ${each(({ rule }) => rule.article).join('；')} | ${whose} | ${each(({ rule }) => ruleSays(rule).text).join(' ／ ')} |`
  })
  const other = [
    `| \`FACT_NOT_ALLOWED\` | 条例第四十五条 | 各种事实 | ${sentence('FACT_NOT_ALLOWED.anywhere').text} |`,
    ...RECTIFICATION_RULES.map((code) => `| \`${code}\` | 条例第四十五条 | 更正记录 | ${sentence(code).text} |`),
  ]
  return ['| code | 依据 | 拒绝的事实 | 说明 |', '| --- | --- | --- | --- |', ...rows, ...other].join('\n')
}
