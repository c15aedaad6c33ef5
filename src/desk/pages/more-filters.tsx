/** Every filter of the desk in one form: what is chosen is in the address, so that it can be kept as a bookmark and sent on. */
import { CHANNELS, OUTCOMES, STAGES } from '../../../workflows/disclosure/vocabulary.ts'
import { SelectField, TextField } from '../../web/parts/field.tsx'
import type { Sort } from '../order.ts'
import type { DeskFilter, DeskView } from '../views.ts'

/** As the form and the line above the list call them. */
export const DUES = { overdue: '超期', today: '今天到期', week: '本周到期', soon: '即将到期' } as const
export const SORTED: Record<Sort, string> = {
  due: '按到期日，最近的在前',
  '-due': '按到期日，最远的在前',
  submitted: '按来件日期，最早的在前',
  '-submitted': '按来件日期，最近的在前',
  number: '按编号，从小到大',
  '-number': '按编号，从大到小',
  title: '按所需信息，拼音从A到Z',
  '-title': '按所需信息，拼音从Z到A',
  applicant: '按申请人，拼音从A到Z',
  '-applicant': '按申请人，拼音从Z到A',
  stage: '按阶段，从收件到归档',
  '-stage': '按阶段，从归档到收件',
  agency: '按机关，拼音从A到Z',
  '-agency': '按机关，拼音从Z到A',
  handler: '按承办人，拼音从A到Z',
  '-handler': '按承办人，拼音从Z到A',
  best: '最相符的在前',
  '-best': '最相符的在后',
}

const outcomes = Object.fromEntries(Object.entries(OUTCOMES).map(([name, { zh }]) => [name, zh]))
const prefix = 'filter-'

/** Kept beside what the form asks. */
const KEPT = ['waiting', 'waits', 'unsent', 'aside', 'q'] as const

export function MoreFilters({ filter, choices }: { filter: DeskFilter; choices: NonNullable<DeskView['choices']> }) {
  const values = Object.fromEntries(
    Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value === true ? 'yes' : value]] : [])),
  )
  const form = { values, errors: [] }
  const any = '不限'
  const { agencies, units, handlers } = choices
  const sorts = Object.fromEntries(
    Object.entries(SORTED).filter(
      ([sort]) => !sort.endsWith('best') && (!sort.endsWith('agency') || Object.keys(agencies).length > 1),
    ),
  )
  const one = (name: string, label: string, of: Readonly<Record<string, string>>) => (
    <SelectField {...{ prefix, name, label, form, choices: of, choose: any, optional: ' ' }} />
  )
  const on = (name: string, label: string) => (
    <TextField {...{ prefix, name, label, form, type: 'date', width: 'middle', optional: ' ' }} />
  )
  return (
    <form method="get" action="/desk" class="panel filter-form" aria-label="更多筛选">
      {KEPT.map((name) => values[name] && <input key={name} type="hidden" name={name} value={values[name]} />)}
      <input type="hidden" name="more" value="yes" />
      <div class="filter-fields">
        {Object.keys(agencies).length > 1 && one('agency', '机关', agencies)}
        {one('unit', '承办机构', units)}
        {one('handler', '承办人', handlers)}
        {one('stage', '阶段', STAGES)}
        {one('due', '到期', DUES)}
        {one('outcome', '办理结果', outcomes)}
        {one('channel', '来件方式', CHANNELS)}
        {on('from', '来件日期自')}
        {on('to', '来件日期至')}
        <SelectField
          {...{ prefix, name: 'sort', label: '排列', form, choices: sorts, choose: '默认', optional: ' ' }}
          help="也可以点列表的栏名。搜索的结果不另选排列的，最相符的在前。按来件方式、办理结果归拢的，用筛选，或者导出台账后在表格中排列。"
        />
      </div>
      <p class="buttons">
        <button class="primary" type="submit">
          筛选
        </button>
        <a class="button" href="/desk">
          全部清除
        </a>
      </p>
    </form>
  )
}
