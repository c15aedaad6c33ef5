/**
 * 四性检测 (DA/T 70—2018): what is checked of archived cases, item by item. What a program can find out it finds out; what nobody
 * can check but a person is named as such and confirmed by one; of some a program finds what a person then has to judge.
 */

/** Who says whether an item holds. `both`: a program, and a person where it found something to be judged. */
type By = 'program' | 'person' | 'both'
export type Item = { code: ItemCode; of: Quality; name: string; checked: string; by: By }
export type Quality = '真实性' | '完整性' | '可用性' | '安全性'

/** By a code that says which quality it is of: 1 真实性, 2 完整性, 3 可用性, 4 安全性. */
export const ITEM_CODES = [
  ...(['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7'] as const),
  ...(['2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '2.7'] as const),
  ...(['3.1', '3.2', '3.3', '3.4', '3.5'] as const),
  ...(['4.1', '4.2', '4.3', '4.4'] as const),
] as const
export type ItemCode = (typeof ITEM_CODES)[number]

const said: Record<ItemCode, readonly [name: string, checked: string, by: By]> = {
  '1.1': ['固化信息有效性', '归档时封存的证据卷与登记的校验值一致，声明的签名、日志的证明有效', 'program'],
  '1.2': ['元数据规范性', '元数据的类型、长度、格式和值域', 'program'],
  '1.3': ['档号规范性', '档号的格式，以及与年度、保管期限的记录一致', 'program'],
  '1.4': ['内容属性与元数据一致', '每个文件的字节数、格式与登记的一致', 'program'],
  '1.5': ['元数据与内容关联', '记录引用的文件都有登记，登记的文件都有记录引用', 'program'],
  '1.6': ['归档信息包规范性', '证据卷的目录结构、清单、说明文件', 'program'],
  '1.7': ['内容与原件一致', '纸质材料的扫描件与原件核对', 'person'],
  '2.1': ['总件数', '实有的件数与登记的件数相符', 'program'],
  '2.2': ['总字节数', '证据卷的字节数与登记的相符', 'program'],
  '2.3': ['必填元数据完整', '必须著录的元数据都有值', 'program'],
  '2.4': ['过程信息完整', '记录连续，有提交、登记、办结、归档，办结的有签发和送达或者撤回', 'program'],
  '2.5': ['件号连续', '同一年度、保管期限的件号没有缺号', 'program'],
  '2.6': ['内容数据完整', '登记的文书和文件都在存储中，内容与校验值一致', 'program'],
  '2.7': ['附件完整', '答复提供的文件都在存储中，内容与校验值一致', 'program'],
  '3.1': ['元数据可读', '办理记录的文字能够解密读出', 'program'],
  '3.2': ['内容可读', 'PDF、图片、文本能够打开；其他格式逐件人工打开', 'both'],
  '3.3': ['格式适合长期保存', '文件的格式在长期保存格式之列', 'both'],
  '3.4': ['软硬件环境', '读取所需的软硬件环境已经记录并且具备', 'person'],
  '3.5': ['没有加密', '文件没有设置打开密码', 'program'],
  '4.1': ['病毒检测', '收到的每个文件的病毒扫描结果；文书由本系统生成，不扫描', 'both'],
  '4.2': ['没有多余文件', '证据卷中没有任何记录和声明都不引用的文件', 'program'],
  '4.3': ['载体安全', '移交载体的外观、读写和标签', 'person'],
  '4.4': ['过程安全', '移交在可信的环境和信道中进行，有操作记录', 'person'],
}
const QUALITIES: Record<string, Quality> = { '1': '真实性', '2': '完整性', '3': '可用性', '4': '安全性' }

export const ITEMS: readonly Item[] = ITEM_CODES.map((code) => {
  const [name, checked, by] = said[code]
  return { code, of: QUALITIES[code[0]!]!, name, checked, by }
})
