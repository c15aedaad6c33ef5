/** A template before any case: its words with neutral ones in the blanks, and what its front matter promises. */
import { OUTCOMES, type Outcome } from '../../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../../workflows/statute/days.ts'
import { toldOf } from '../../../workflows/statute/remedies.ts'
import { BLANKS, compose, DocumentFault, type LetterData, placeOf, type Template } from '../../documents/index.ts'
import type { LoadedLaw } from '../../ground/law.ts'
import { citationsIn, missing, names, placeIn } from './statutes.ts'
import type { Finding, Reading } from './subject.ts'
import { linesOf } from './tokens.ts'

/** Words that no rule can object to, where the blank is one that rules read. */
const NEUTRAL: Readonly<Record<string, string>> = {
  'remedy.body': '本级人民政府',
  'remedy.court': '有管辖权的人民法院',
  'remedy.online': '行政复议申请的互联网渠道：（网址）。',
  'fee.amount': '1700',
  'fee.standard': '一件申请30页以下（含30页）的部分不收费；31页至100页（含100页）的部分每页10元。',
  'fee.payment': '请持本通知书到本机关领取缴款凭证。',
  'fee.beyond': '您本件申请所涉政府信息的数量',
  'fee.basis': '按量计收',
  'fee.article': '第五条',
  'extension.workingDays': '15',
  'ask.ground': '《条例》第十五条',
  'examined.severability': '（公开审查）',
  'examined.otherLaw': '（公开审查）',
  'assessed.answers': '（第三方的意见）',
  'assessed.interest': '合法权益',
  'assessed.why': '（第三方理由审查）',
  'assessed.publicInterest': '（第三方理由审查）',
  'decided.content': '（公开的内容）',
  'decided.reasons': '（决定公开的理由）',
  'consultation.answer': '不同意公开',
}

function neutral(template: Template): LetterData {
  const asked = Object.entries(template.asks).map(([name, { label }]) => [`ask.${name}`, `（${label}）`] as const)
  const data: Record<string, Record<string, string>> = {}
  for (const [blank, zh] of [...Object.entries(BLANKS), ...asked]) {
    const [group, name] = placeOf(blank)
    data[group] = {
      ...data[group],
      [name]: NEUTRAL[blank] ?? (group === 'ask' ? zh : `（${zh.replace(/[“”（）]/g, '')}）`),
    }
  }
  // A pleading bears the day that its drafter enters.
  return { ...data, letter: { number: '', date: template.format === 'pleading' ? '2026年1月1日' : '' } }
}

/** The reading of a template, or the fault that keeps it from becoming a letter at all. */
export function readingOf(template: Template, law: LoadedLaw, on: Day): Reading | Finding {
  const data = neutral(template)
  try {
    const letter = compose(template, data)
    const outcome = template.outcome && Object.hasOwn(OUTCOMES, template.outcome) ? (template.outcome as Outcome) : null
    return { letter, template, data, outcome, law, on, lines: linesOf(letter, data), file: null }
  } catch (error) {
    if (!(error instanceof DocumentFault)) throw error
    return {
      rule: 'TEMPLATE_UNREADABLE',
      severity: 'error',
      article: 'templates/README.md',
      says: error.message,
      remedy: '改正模板。',
    }
  }
}

const NEEDED: Partial<Record<Template['kind'], readonly string[]>> = {
  reply: [
    'letter.number',
    'applicant.name',
    'case.receivedOn',
    'case.number',
    'case.request',
    'remedy.body',
    'agency.phone',
  ],
  notice: ['applicant.name', 'case.receivedOn', 'case.number', 'case.request', 'agency.phone'],
  consultation: ['case.number', 'case.title', 'agency.phone'],
}

/** What only a template has: its front matter. */
export function frontMatterFindings(template: Template, law: LoadedLaw, on: Day): Finding[] {
  const { kind, outcome, remedy, articles, body, fields } = template
  const findings: Finding[] = []
  const say = (rule: string, article: string, says: string, remedy: string) =>
    findings.push({ rule, severity: 'error', article, says, remedy })

  // Each matter brings the words, the articles and the remedies of its own outcome.
  const ofSeveral = kind === 'reply' && remedy === 'ofEach'
  if (kind === 'reply' && !ofSeveral && (!outcome || !Object.hasOwn(OUTCOMES, outcome)))
    say('TEMPLATE_OUTCOME', '条例第三十六条', `办理结果（outcome）“${outcome ?? ''}”无法识别。`, '写一个办理结果。')
  const known = outcome && Object.hasOwn(OUTCOMES, outcome) ? (outcome as Outcome) : null
  if (kind === 'reply' && known) {
    const row = law.outcomes[known].remedy.find(({ inForce, until }) => inForce <= on && (!until || on <= until))
    const wanted = row && toldOf(row.kind, known, law.choices(on))
    // To tell reconsideration first where it is open harms nobody: an office may tell more than its own choice asks.
    const open = known === 'partlyDisclosed' && wanted === 'either' && remedy === 'first'
    if (wanted && wanted !== remedy && !open)
      say(
        'TEMPLATE_REMEDY',
        row!.article,
        `说明部分的救济途径（remedy）是 ${remedy}，依法应当是 ${wanted}。`,
        '改正 remedy，并换用相应的条款。',
      )
    const listed = articles.flatMap(citationsIn)
    const left = law.outcomes[known].articles
      .flatMap((article) => placeIn(article) ?? [])
      .filter((place) => !listed.some((each) => names(each, place) || names(place, each)))
    if (left.length > 0)
      say(
        'TEMPLATE_ARTICLES',
        law.outcomes[known].articles.join('、'),
        `依据（articles）缺“${left[0]!.text}”。`,
        '补充依据。',
      )
  }
  for (const why of articles.flatMap(citationsIn).flatMap((each) => missing(each) ?? []))
    say('TEMPLATE_ARTICLES', '条例第一条至第五十六条', `依据（articles）有误：${why}。`, '核对条文。')
  const tells = body.includes('申请行政复议')
  if (kind !== 'reply' && kind !== 'internal' && kind !== 'remedy' && tells !== (remedy !== 'none'))
    say(
      'TEMPLATE_REMEDY',
      '行政复议法第二十条',
      `说明部分的救济途径（remedy）是 ${remedy}，与正文不符。`,
      '改正 remedy 或者正文。',
    )
  const bare = new Set(fields.map((field) => field.replace(/\?$/, '')))
  if (template.format === 'letter')
    for (const field of (NEEDED[kind] ?? []).filter(
      (each) =>
        !bare.has(each) &&
        !(each === 'remedy.body' && ofSeveral) &&
        !(each === 'case.request' && bare.has('case.title')),
    ))
      say('TEMPLATE_FIELDS', '苏政办函〔2019〕98号', `没有用到必需的空白“${field}”。`, '在正文中加上这一空白。')
  return findings
}
