/** Which row, column, proceeding or result a printed label means, in the formats of 2019 and 2021 and as offices abridge them. */
import type { AnyRow, Column, Proceeding, Result } from '../shape.ts'

type Known<T> = readonly (readonly [T, RegExp])[]

/** In the order in which they are tried: “其他” and “公开” stand in many labels. */
const ROWS: Known<AnyRow> = [
  ['3.3.1', /国家秘密/],
  ['3.3.2', /禁止公开|法律、?行政法规禁止/],
  ['3.3.3', /安全.{0,3}稳定/],
  ['3.3.4', /第三方/],
  ['3.3.5', /内部事务/],
  ['3.3.6', /过程性/],
  ['3.3.7', /执法案卷/],
  ['3.3.8', /行政查询/],
  ['3.4.1', /不掌握/],
  ['3.4.2', /现成信息|另行制作/],
  ['3.4.3', /补正后|仍不明确/],
  ['3.5.1', /信访/],
  ['3.5.2', /重复申请/],
  ['3.5.3', /出版物/],
  ['3.5.4', /大量反复/],
  ['3.5.5', /重新出具/],
  ['3.6.1', /不补正/],
  ['3.6.2', /收费通知|缴纳费用/],
  ['3.2', /部分公开/],
  ['3.1', /予以公开/],
  ['1', /新收/],
  ['2', /上年(?:度)?结转|上(?:一)?年度结转/],
  ['4', /结转(?:到|至)?下(?:一)?年|下(?:一)?年度继续办理/],
  ['3.3', /不[予于]公开/],
  ['3.4', /无法提供/],
  ['3.5', /不[予于]处理/],
  ['3.6.3', /^(?:.{0,20}其他处理)?(?:\(?3\)?[.、]?)?其他$/],
  ['3.6', /其他处理/],
  ['3.7', /总计|合计/],
]
const COLUMNS: Known<Column> = [
  ['person', /^自然人$/],
  ['business', /^商业企业$/],
  ['research', /^科研(?:机构|单位)$/],
  ['welfare', /^(?:社会)?公益组织$/],
  ['legal', /^法律服务(?:机构)?$/],
  ['other', /^其他(?:组织)?$/],
  ['total', /^(?:总计|合计)$/],
]
const PROCEEDINGS: Known<Proceeding> = [
  ['litigationAfterReconsideration', /复议后(?:起诉|诉讼|提起)/],
  ['litigation', /未经复议|直接起诉/],
  ['reconsideration', /^(?:[一二三四(\d.、)]{0,4})行政复议(?:情况|案件)?$/],
]
const RESULTS: Known<Result> = [
  ['upheld', /^(?:结果)?维持(?:结果)?$/],
  ['corrected', /^(?:结果)?纠正(?:结果)?$/],
  ['other', /^其他(?:结果)?$/],
  ['pending', /^(?:尚)?未审结$/],
  ['total', /^(?:总计|合计|小计)$/],
]

const known =
  <T>(list: Known<T>) =>
  (label: string): T | undefined =>
    list.find(([, pattern]) => pattern.test(label))?.[0]

/** Labels as `plain` gives them. */
export const rowNamed = known(ROWS)
export const columnNamed = known(COLUMNS)
export const proceedingNamed = known(PROCEEDINGS)
export const resultNamed = known(RESULTS)
