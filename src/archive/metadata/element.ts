/**
 * Metadata of DA/T 46—2009 as a tree of elements, and the tree as XML. Each has the Chinese name of the standard. Its number (M1,
 * M22 …) stands beside it where it is known for certain: the later ones are left without, rather than guessed.
 */

export type Element = {
  name: string
  /** As `M22`. */
  number?: string
  /** A simple element has a value, a container has parts. */
  value?: string
  parts?: readonly Element[]
}

/** In the order of the standard, from M1 on. */
const NUMBERED = [
  ...[
    '聚合层次',
    '来源',
    '档案馆名称',
    '档案馆代码',
    '全宗名称',
    '立档单位名称',
    '电子文件号',
    '档号',
    '全宗号',
    '目录号',
  ],
  ...[
    '年度',
    '保管期限',
    '机构或问题',
    '类别号',
    '室编案卷号',
    '馆编案卷号',
    '室编件号',
    '馆编件号',
    '文档序号',
    '页号',
  ],
  ...['内容描述', '题名', '并列题名', '副题名', '说明题名文字', '主题词', '关键词', '人名', '摘要', '分类号'],
  ...['文件编号', '责任者', '日期', '文种', '紧急程度', '主送', '抄送', '密级', '保密期限', '形式特征'],
  ...['文件组合类型', '件数', '页数', '语种', '稿本', '电子属性', '格式信息', '计算机文件名', '计算机文件大小'],
  ...['文档创建程序', '信息系统描述'],
]
const NUMBERS = new Map(NUMBERED.map((name, i) => [name, `M${i + 1}`]))

const named = (name: string): Pick<Element, 'name' | 'number'> => {
  const number = NUMBERS.get(name)
  return { name, ...(number && { number }) }
}

/** Nothing where there is no value: an empty element says less than none. */
export const simple = (name: string, value: string | number | null | undefined): Element[] =>
  value === null || value === undefined || value === '' ? [] : [{ ...named(name), value: String(value) }]

/** Nothing where it would have no parts. */
export const container = (name: string, parts: readonly Element[]): Element[] =>
  parts.length === 0 ? [] : [{ ...named(name), parts }]

/** Every simple element of that name, wherever it stands. */
export function valuesOf(elements: readonly Element[], name: string): string[] {
  return elements.flatMap((one) => [
    ...(one.name === name && one.value !== undefined ? [one.value] : []),
    ...valuesOf(one.parts ?? [], name),
  ])
}

/** The tree as XML 1.0 in UTF-8: one element a line, the same tree the same bytes. */
export const xmlOf = (elements: readonly Element[]): Buffer =>
  Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<元数据 标准="DA/T 46—2009">\n${elements.map((one) => lines(one, 1)).join('')}</元数据>\n`,
  )

function lines({ name, number, value, parts = [] }: Element, depth: number): string {
  const indent = '  '.repeat(depth)
  const begin = `${indent}<${name}${number ? ` 编号="${number}"` : ''}>`
  return value === undefined
    ? `${begin}\n${parts.map((part) => lines(part, depth + 1)).join('')}${indent}</${name}>\n`
    : `${begin}${escaped(value)}</${name}>\n`
}

/** What XML 1.0 cannot hold at all, as control signs, becomes a blank. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\r/g, '&#13;')
