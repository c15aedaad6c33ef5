/** A change in words, for the page and the list. Pure. */
import type { Change } from './changes.ts'
import { CHANGED_OF } from './changes.ts'

const FIELDS: Readonly<Record<string, string>> = {
  name: '机关名称',
  office: '公开工作机构',
  address: '地址',
  postcode: '邮政编码',
  phone: '电话',
  fax: '传真',
  email: '电子邮箱',
  hours: '办公时间',
}

/** 张三 任公开机构负责人; 电话：0000-1 → 0000-2. */
export function changeInWords({ what, personName, begins, before, after }: Change): string {
  if (what !== 'contact') return `${personName}${begins ? '任' : '不再任'}${CHANGED_OF[what]}`
  const names = Object.keys(FIELDS).filter((name) => name in { ...before, ...after })
  return names.map((name) => `${FIELDS[name]}：${before?.[name] || '（无）'} → ${after?.[name] || '（无）'}`).join('；')
}
