/** 抽查, 第三方评估 and 统计数据 as their pages show them. */
import type { VNode } from 'preact'
import { SheetPage } from '../../src/desk/pages/sheet.tsx'
import { published } from '../../src/open-figures/figures.ts'
import { OpenFiguresPage } from '../../src/open-figures/pages/staff.tsx'
import type { Published } from '../../src/open-figures/publish.ts'
import type { Viewer } from '../../src/people/sessions.ts'
import { behindSpot } from '../../src/spot-checks/behind.ts'
import type { Checked } from '../../src/spot-checks/checked.ts'
import type { Draw } from '../../src/spot-checks/draws.ts'
import { EXAMPLE } from '../../src/spot-checks/example-sheet.ts'
import { SpotLinesPage } from '../../src/spot-checks/pages/behind.tsx'
import { DrawnCasePage } from '../../src/spot-checks/pages/case.tsx'
import { DrawPage } from '../../src/spot-checks/pages/draw.tsx'
import { EvaluationListPage, MaskedCasePage } from '../../src/spot-checks/pages/evaluation.tsx'
import { EvaluationDoorPage } from '../../src/spot-checks/pages/evaluation-door.tsx'
import { SpotChecksPage } from '../../src/spot-checks/pages/list.tsx'
import { RulesPage } from '../../src/spot-checks/pages/rules.tsx'
import { standingOf } from '../../src/spot-checks/standing.ts'
import type { CaseView, DrawView, ListView } from '../../src/spot-checks/views.ts'

const AT = '2026-04-03T02:00:00.000Z'
const TODAY = '2026-04-20'
const EMPTY = { values: {}, errors: [] }
const draw: Draw = {
  ...{
    id: 'd1',
    agencyId: 'qingchuan',
    agencyName: '青川区人民政府办公室',
    month: '2026-03-01',
    seed: 'ab12'.repeat(8),
  },
  ...{ rules: EXAMPLE, by: 'staff:head', at: AT },
}
const line = { by: 'staff:head', at: AT, scores: null, dueOn: null }
const place = {
  ...{
    drawId: 'd1',
    agencyId: 'qingchuan',
    agencyName: '青川区人民政府办公室',
    caseId: 'c1',
    number: '青依申〔2026〕3号',
  },
  ...{ title: '示例路征收补偿方案', row: '3.3.5', countedOn: '2026-03-12', place: 1, unitId: null, handlerId: null },
  outcome: 'internalAffairs' as const,
}
const found = { ...line, n: 2, kind: 'found' as const, finding: 2, dueOn: '2026-04-15', says: '没有写明检索的范围。' }
const second = { ...line, n: 3, kind: 'found' as const, finding: 3, dueOn: '2026-04-30', says: '救济途径的期限写错。' }
const answered = { ...line, n: 4, kind: 'answered' as const, finding: 3, says: '已经更正。', by: 'staff:handler' }
const scored = {
  ...line,
  n: 1,
  kind: 'scored' as const,
  finding: null,
  scores: [10, 10, 8, 12, 20, 15, 10],
  says: '检索记录不全。',
}
const evaluated = { ...scored, n: 5, kind: 'evaluated' as const, by: 'evaluator:e1', says: '' }
const one: Checked = { ...place, ...standingOf([scored, found, second, answered, evaluated], TODAY) }
const unscored: Checked = { ...place, caseId: 'c2', number: '青依申〔2026〕4号', row: '3.1', ...standingOf([], TODAY) }

export function spotPagesOf({ viewer, csrf }: { viewer: Viewer; csrf: string }): Record<string, VNode> {
  const frame = { viewer, csrf }
  const list: ListView = {
    ...{ agency: 'qingchuan', name: '青川区人民政府办公室', choices: [] },
    draws: [{ ...draw, population: 31, drawn: 9 }],
    owed: one.findings.map((finding) => ({ ...one, finding })),
    ...{
      rules: { n: 0, rules: EXAMPLE },
      mayCheck: true,
      mayRead: true,
      form: EMPTY,
      months: ['2026-03', '2026-02'],
      key: 'key-1',
    },
  }
  const drawView: DrawView = {
    ...{ draw, cases: [unscored, one], today: TODAY, mayCheck: true, form: EMPTY, invited: undefined },
    site: 'https://gk.example.gov.cn',
    strata: [{ agencyName: '青川区人民政府办公室', group: '3.1', population: 20, drawn: 2 }],
    evaluators: [
      { id: 'e1', drawId: 'd1', name: '评估员甲', organisation: '示例大学', until: '2026-05-01', endedAt: null },
      { id: 'e2', drawId: 'd1', name: '评估员乙', organisation: '示例大学', until: '2026-04-01', endedAt: null },
      { id: 'e3', drawId: 'd1', name: '评估员丙', organisation: '示例大学', until: '2026-05-01', endedAt: AT },
    ],
  }
  const caseView: CaseView = {
    ...{
      draw,
      one,
      names: new Map([...[['staff:head', '周敏'] as const, ['evaluator:e1', '评估员甲（示例大学）'] as const]]),
      mayCheck: true,
      mayAnswer: true,
      mayRead: true,
    },
    isOnlyChecker: false,
    ...{ isErased: false, today: TODAY, about: undefined, form: EMPTY, key: 'key-1' },
  }
  const back = { values: { name: '评估员' }, errors: [{ field: 'until', message: '请填写日期' }] }
  const answer = { values: { finding: '2', says: '' }, errors: [{ field: 'says', message: '请填写' }] }
  const erased = {
    ...one,
    ...standingOf(
      [scored, found].map((each) => ({ ...each, says: '' })),
      TODAY,
    ),
  }
  const sheet = {
    ...{ title: '政府信息公开申请登记表', agency: '青川区人民政府办公室' },
    parts: [
      {
        title: '登记',
        lines: [
          [
            { label: '登记编号', value: '青依申〔2026〕3号' },
            { label: '申请日期', value: '2026-03-02' },
          ],
          [{ label: '所需信息名称', value: '' }],
        ],
      },
    ],
  }
  const behind = {
    ...{ viewer, csrf, year: 2026, agency: { id: 'qingchuan', name: '青川区人民政府办公室' } },
    lines: behindSpot('drawn', [one, unscored]),
  }
  return {
    'spot checks': <SpotChecksPage frame={frame} view={list} />,
    'spot checks, none': (
      <SpotChecksPage frame={frame} view={{ ...list, draws: [], owed: [], mayCheck: false, mayRead: true }} />
    ),
    'spot checks, sent back': (
      <SpotChecksPage
        frame={frame}
        view={{
          ...list,
          form: { values: { month: '2026-04' }, errors: [{ field: 'month', message: '这个月还没有结束' }] },
        }}
      />
    ),
    'spot check rules': (
      <RulesPage
        frame={frame}
        view={{ agency: 'qingchuan', name: '青川区', rules: { n: 0, rules: EXAMPLE }, form: EMPTY, done: false }}
      />
    ),
    'spot check rules, sent back': (
      <RulesPage
        frame={frame}
        view={{
          ...{ agency: 'qingchuan', name: '青川区', rules: { n: 2, rules: EXAMPLE }, done: true },
          form: { values: { items: '一' }, errors: [{ field: 'items', message: '第1行不是“名称｜分值｜说明”' }] },
        }}
      />
    ),
    'a draw': <DrawPage frame={frame} view={drawView} />,
    'a draw, somebody invited': (
      <DrawPage frame={frame} view={{ ...drawView, form: back, invited: { name: '评估员', code: 'AAAAA-BBBBB' } }} />
    ),
    'a draw, read': <DrawPage frame={frame} view={{ ...drawView, mayCheck: false }} />,
    'a drawn case': <DrawnCasePage frame={frame} view={caseView} />,
    'a drawn case, not scored': <DrawnCasePage frame={frame} view={{ ...caseView, one: unscored }} />,
    'a drawn case, an answer sent back': (
      <DrawnCasePage
        frame={frame}
        view={{ ...caseView, mayCheck: false, mayRead: false, about: 'answers', form: answer }}
      />
    ),
    'a drawn case, answered by oneself': (
      <DrawnCasePage
        frame={frame}
        view={{
          ...caseView,
          one: {
            ...one,
            ...standingOf([scored, found, second, { ...answered, by: `staff:${viewer.username}` }], TODAY),
          },
        }}
      />
    ),
    'a drawn case, of the only head': <DrawnCasePage frame={frame} view={{ ...caseView, isOnlyChecker: true }} />,
    'a drawn case, destroyed': <DrawnCasePage frame={frame} view={{ ...caseView, one: erased, isErased: true }} />,
    'drawn cases behind a figure': <SpotLinesPage {...behind} figure="drawn" />,
    'findings behind a figure': (
      <SpotLinesPage {...behind} figure="found" lines={behindSpot('found', [one, unscored])} />
    ),
    'findings behind a figure, none': <SpotLinesPage {...behind} figure="overdue" lines={[]} />,
    'evaluation door': (
      <EvaluationDoorPage
        form={{ values: {}, errors: [{ field: 'code', message: '评估码不正确，或者已经到期、终止。' }] }}
      />
    ),
    'evaluation list': <EvaluationListPage evaluator={drawView.evaluators[0]!} draw={draw} cases={[unscored, one]} />,
    'evaluation case': (
      <MaskedCasePage
        {...{ draw, id: 'c1', own: undefined, form: EMPTY, formKey: 'k' }}
        one={{
          ...{
            number: '青依申〔2026〕3号',
            applicant: '自然人',
            title: '×××征收补偿方案',
            description: '×××申请公开。',
          },
          ...{ outcome: '属于内部事务信息', receivedOn: '2026-03-02', dueOn: '2026-03-30', settledOn: '2026-04-02' },
          ...{ late: true, withheld: null },
          facts: [
            { zh: '提交', article: '条例第二十九条', on: '2026-03-02', details: [] },
            { zh: '检索', article: '', on: '2026-03-05', details: [{ label: '检索范围', value: '公文管理系统' }] },
          ],
        }}
      />
    ),
    'evaluation case, scored, sent back': (
      <MaskedCasePage
        {...{ draw, id: 'c1', formKey: 'k' }}
        own={one.evaluations[0]}
        form={{ values: { 'scores.0': '99' }, errors: [{ field: 'scores.0', message: '应当是0至10的整数' }] }}
        one={{
          ...{ number: '青依申〔2026〕3号', applicant: '自然人', title: '征收补偿方案', description: '' },
          ...{ outcome: '', receivedOn: null, dueOn: null, settledOn: null, late: false, withheld: null, facts: [] },
        }}
      />
    ),
    'evaluation case, saved': (
      <MaskedCasePage
        {...{ draw, id: 'c1', own: one.evaluations[0], form: EMPTY, formKey: 'k' }}
        done={{ left: 2, next: { caseId: 'c2', number: '青依申〔2026〕4号' } }}
        one={undefined}
      />
    ),
    'evaluation case, saved as the last': (
      <MaskedCasePage
        {...{ draw, id: 'c1', own: one.evaluations[0], form: EMPTY, formKey: 'k' }}
        done={{ left: 0, next: undefined }}
        one={undefined}
      />
    ),
    'spot checks, all drawn': <SpotChecksPage frame={frame} view={{ ...list, months: [] }} />,
    'evaluation case, destroyed': (
      <MaskedCasePage {...{ draw, id: 'c1', own: undefined, form: EMPTY, formKey: 'k' }} one={undefined} />
    ),
    'registration sheet': <SheetPage {...frame} sheet={sheet} number="青依申〔2026〕3号" id="c1" />,
  }
}

const figures = {
  agencies: [
    { code: 'qingchuan', name: '青川区人民政府办公室' },
    { code: 'qingchuan-jyj', name: '青川区教育局' },
  ],
  tables: [
    {
      of: 'quarter' as const,
      ...published(
        ['1', '2', '3', '4'],
        [
          [12, 3, 20, 8],
          [0, 7, 2, 9],
        ],
      ),
    },
    {
      of: 'extended' as const,
      ...published(
        ['no', 'yes'],
        [
          [30, 13],
          [16, 2],
        ],
      ),
    },
  ],
}
export const figuresSample: Published = {
  ...{ agencyId: 'qingchuan', agencyName: '青川区人民政府办公室', year: 2025, n: 1, published: true, by: 'staff:head' },
  ...{ at: AT, why: '按照工作要点公布。', content: figures },
}

export function openFiguresPagesOf({ viewer, csrf }: { viewer: Viewer; csrf: string }): Record<string, VNode> {
  const view = {
    ...{ agency: 'qingchuan', name: '青川区人民政府办公室', choices: [], years: [2025, 2024], year: 2025, figures },
    ...{
      standing: undefined,
      bound: undefined,
      mayPublish: true,
      form: { values: {}, errors: [{ field: 'why', message: '请填写' }] },
    },
  }
  return {
    'open figures': <OpenFiguresPage viewer={viewer} csrf={csrf} view={view} />,
    'open figures, published': (
      <OpenFiguresPage viewer={viewer} csrf={csrf} view={{ ...view, standing: figuresSample, form: EMPTY }} />
    ),
    'open figures, as they were': (
      <OpenFiguresPage
        viewer={viewer}
        csrf={csrf}
        view={{
          ...{ ...view, standing: { ...figuresSample, published: false }, form: EMPTY },
          bound: { says: '这一年度公布过的数据有变动，只能恢复公布原来的数字', last: figures },
        }}
      />
    ),
    'open figures, not to be published': (
      <OpenFiguresPage
        viewer={viewer}
        csrf={csrf}
        view={{ ...view, form: EMPTY, bound: { says: '系统中没有2025年的办理记录，不能公布', last: undefined } }}
      />
    ),
    'open figures, of a year that runs': (
      <OpenFiguresPage viewer={viewer} csrf={csrf} view={{ ...view, year: 2026, figures: undefined, form: EMPTY }} />
    ),
  }
}
