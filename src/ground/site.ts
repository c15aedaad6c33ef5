/**
 * Whose site this is, at the foot of each public page: what 政府网站发展指引 (国办发〔2017〕47号) asks for there. Texts as the
 * office entered them, in Chinese; what it has not entered is not shown.
 */
export type Site = {
  /** 主办单位; 承办单位. */
  host?: string
  operator?: string
  /** 网站标识码: ten letters or digits. */
  code?: string
  /** ICP备案号, 公安备案号. */
  icp?: string
  police?: string
  contact?: string
  /** What the statements say besides, or in place of, the shipped words. */
  privacy?: string
  accessibility?: string
}
