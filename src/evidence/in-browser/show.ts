/** The page's second half: the verdict in plain words, whose bundle it is, each fact and each file. */
import type { Answer, FactShown, FileShown, Judged } from './judge.ts'
import { at, element, grouped, inMegabytes, inWords, row, shown, shownJson, tableOf } from './parts.ts'

/** What the catalogue calls each type of fact, put in by link.ts. */
declare const KINDS: Readonly<Record<string, string>>
const kind = (type: string) => (Object.hasOwn(KINDS, type) ? KINDS[type]! : type)

export type State = 'proven' | 'consistent' | 'fault' | 'unreadable'
const HEADINGS: Record<State, readonly [zh: string, en: string]> = {
  proven: ['核验成立：内容完整、未经改动，由所信任的公钥签署', 'Proven with the trusted key'],
  consistent: ['内容前后一致，但来源没有证明', 'Consistent, but not authenticated'],
  fault: ['核验不成立', 'Not proven: a fault was found'],
  unreadable: ['不能读取', 'Cannot be read'],
}

export function show(answer: Answer, name: string): void {
  const state = stateOf(answer)
  document.body.dataset.state = state
  const [zh, en] = HEADINGS[state]
  const [title, inEnglish] =
    'badKey' in answer
      ? ['公钥不能使用', 'The key cannot be used']
      : 'unfinished' in answer
        ? ['核验没有完成', 'The proof came to no end']
        : [zh, en]
  const small = element('small', [inEnglish])
  small.lang = 'en'
  at('verdict').replaceChildren(title, small)
  at('why').replaceChildren(...reasons(answer).map((line) => element('p', [line])))
  const judged = 'verdict' in answer ? answer : undefined
  at('about').replaceChildren(...(judged ? about(judged, name) : row('文件', name)))
  at('lists').replaceChildren(...(judged ? lists(judged) : []))
  at('raw').textContent = shownJson(judged ? judged.verdict : answer)
  at('result').hidden = false
  at('verdict').focus()
}

function stateOf(answer: Answer): State {
  if (!('verdict' in answer)) return 'unreadable'
  const { ok, authenticated } = answer.verdict
  return authenticated ? 'proven' : ok ? 'consistent' : 'fault'
}

function reasons(answer: Answer): string[] {
  if ('badKey' in answer)
    return [`${answer.badKey}。请重新复制机关网站 /.well-known/ysqgk-key 的内容；没有公钥时请留空。`]
  if ('unfinished' in answer)
    return [
      `没有完成：${answer.unfinished}。这不说明证据卷有问题，也不说明没有问题；请换一个浏览器，或者按证据卷中的“核验说明.txt”核验。`,
    ]
  if ('unreadable' in answer)
    return [`浏览器读不出这个文件：${shown(answer.unreadable)}。请确认文件没有被移动、改名或者占用，再试一次。`]
  const { verdict, fault, isTrusting } = answer
  const early = verdict.edition && [
    '这是 0.1 版的证据卷，没有签名的声明：删去末尾、夹带文件、更改名称都查不出来，因此来源一律不作证明。请本机关重新导出。',
  ]
  if (fault !== undefined) {
    const { file, position, type } = verdict.firstFault!
    const where = [
      position !== undefined && `第${position}条记录${type === undefined ? '' : `（${kind(type)}）`}`,
      file !== undefined && `文件 ${shown(file)}`,
    ].filter((one) => one !== false)
    return [
      `${fault}。`,
      ...(where.length > 0 ? [`位置：${where.join('，')}。`] : []),
      '这是第一处不符；其后的内容没有继续核验，下表中没有打勾。',
      ...(early || []),
    ]
  }
  if (verdict.authenticated) return []
  return [
    ...(early || []),
    ...(isTrusting
      ? []
      : ['没有给出公布的公钥：任何人重新制作全部内容，也能前后一致。请填入该机关公布的公钥，再核验一次。']),
  ]
}

function about(judged: Judged, name: string): HTMLElement[] {
  const { verdict, agency, receipt, fingerprint, files, archive, ms } = judged
  const { origin, key, entries, erased, end, checkpoint } = verdict
  const isSigned = verdict.authenticated
  const claim = isSigned ? '' : '（证据卷自称，未证明）'
  const code = verdict.agency
  const total = files.reduce((sum, { size }) => sum + size, 0)
  return [
    ...row('证据卷', `${name}（${grouped(archive)} 字节）`),
    ...row(`机关${claim}`, agency === undefined ? (code ?? undefined) : `${agency}（${code}）`),
    ...row(`案件编号${claim}`, verdict.case === null ? undefined : caseOf(verdict.case, receipt)),
    ...row(`签名方${claim}`, origin ?? undefined),
    ...row('公钥编号', key === null ? undefined : key.split('+').at(-2), 'code'),
    ...row('公钥', key ?? undefined, 'code'),
    ...row('公钥指纹（SHA-256）', fingerprint, 'code'),
    ...row('办理记录', `${grouped(entries)} 条${end ? '' : '（核验到此为止）'}`),
    ...row('最后一条的校验值', end && `第${end.position}条 ${end.hash}`, 'code'),
    ...row(
      '最后的检查点',
      checkpoint && `日志共 ${grouped(checkpoint.size)} 条${checkpoint.day ? `，签于${inWords(checkpoint.day)}` : ''}`,
    ),
    ...row(
      '依规定删除的文字',
      verdict.ok
        ? erased.map(({ position, by }) => `第${position}条，依据第${by}条的决定`).join('；') || '没有'
        : undefined,
    ),
    ...row('副本', copyOf(judged)),
    ...row(
      '文件',
      `${grouped(verdict.files)} 个${files.length > 0 ? `，共 ${grouped(total)} 字节（${inMegabytes(total)}）` : ''}`,
    ),
    ...row('核验用时', `${(ms / 1000).toFixed(2)} 秒，${new Date().toLocaleString('zh-CN')}完成（本机时钟）`),
  ]
}

/** A party's copy says of itself what it lacks; of the whole there is nothing to say. */
function copyOf({ verdict: { ok, audience, leftOut = [], slips = [] } }: Judged): string | undefined {
  if (!ok || audience === undefined || audience === 'court') return undefined
  const parts = [
    leftOut.length > 0 && `第${leftOut.map(({ position }) => position).join('、')}条的文字有从略`,
    slips.length > 0 && `${slips.length} 个文件以说明代替`,
  ].filter(Boolean)
  return `发给当事人的副本，不是全卷${parts.length > 0 ? `：${parts.join('，')}（详见目录和下面的原始结果）` : ''}`
}

const caseOf = (number: string, receipt: string | undefined): string =>
  receipt === undefined || receipt === number ? number : `${number}（受理编号 ${receipt}）`

function lists({ verdict, facts, files }: Judged): HTMLElement[] {
  const fault = verdict.firstFault
  const wrong = fault?.position !== undefined && fault.position > facts.length ? [fault.position] : []
  return [
    ...(facts.length + wrong.length > 0
      ? [
          tableOf(
            '办理记录',
            ['序号', '日期', '事项', '记录人', '核验'],
            [...rowsOf(facts, 5, (fact) => factRow(fact, fact.position !== fault?.position)), ...wrong.map(missingRow)],
          ),
        ]
      : []),
    ...(files.length > 0
      ? [
          tableOf(
            '文件',
            ['文件', '字节', '登记的记录', '核验'],
            rowsOf(files, 4, (file) => fileRow(file, fault?.file)),
          ),
        ]
      : []),
  ]
}

/** Of more rows than a browser lays out in a moment, the first and the last; all of them were judged alike. */
const [FIRST, LAST] = [1_000, 100]
function rowsOf<T>(all: readonly T[], columns: number, row: (one: T) => HTMLElement): HTMLElement[] {
  const left = all.length - FIRST - LAST
  if (left <= 0) return all.map(row)
  const gap = element('td', [`其余 ${grouped(left)} 条未列出`])
  gap.setAttribute('colspan', String(columns))
  return [...all.slice(0, FIRST).map(row), element('tr', [gap]), ...all.slice(-LAST).map(row)]
}

const TICKS = {
  same: ['✓ 相符', 'good'],
  other: ['✗ 不符', 'bad'],
  none: ['— 未核验', 'open'],
} as const
const tick = (of: keyof typeof TICKS) => element('td', [TICKS[of][0]], TICKS[of][1])
const cell = (text: string, className = '') => element('td', [shown(text)], className)

function factRow({ position, on, type, by, erasedBy }: FactShown, isSame: boolean): HTMLElement {
  const erased = erasedBy === undefined ? '' : `（文字已删除，依据第${erasedBy}条）`
  return element('tr', [
    cell(String(position), 'number'),
    cell(inWords(on)),
    cell(`${kind(type)}${erased}`),
    cell(by),
    tick(isSame ? 'same' : 'other'),
  ])
}

const missingRow = (position: number) =>
  element('tr', [cell(String(position), 'number'), cell(''), cell(''), cell(''), tick('other')])

function fileRow({ name, size, fact, tick: of }: FileShown, faulty: string | undefined): HTMLElement {
  return element('tr', [
    cell(name.replace(/^data\//, ''), 'name'),
    cell(grouped(size), 'number'),
    cell(fact === null ? '由记录生成' : `第${fact}条`),
    tick(name === faulty ? 'other' : of),
  ])
}
