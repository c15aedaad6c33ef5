/** The part between the two --- lines: what the template is, which articles it rests on, what it asks for. */
import { parseYaml } from '../ground/yaml.ts'
import { DocumentFault } from './fault.ts'

export const KINDS = ['reply', 'notice', 'consultation', 'internal', 'remedy'] as const
export const FORMATS = ['letter', 'form', 'pleading'] as const
export type Format = (typeof FORMATS)[number]

/** 复议前置 / 复议或者诉讼 / 只可复议 / 不告知 / 各项依其办理结果. */
export const REMEDIES = ['first', 'either', 'cautioned', 'reconsiderationOnly', 'none', 'ofEach'] as const

/** What the drafter types for this letter alone. Without `default`, an empty optional one leaves no paragraph behind. */
export type Ask = { label: string; help: string; required: boolean; long: boolean; default?: string }

export type FrontMatter = {
  id: string
  title: string
  kind: (typeof KINDS)[number]
  format: Format
  version: number
  /** Day from which the wording holds. */
  inForce: string
  /** Exact 条、款、项. */
  articles: string[]
  remedy: (typeof REMEDIES)[number]
  outcome?: string
  /** The blanks in use; `?` after one that may be empty. */
  fields: string[]
  asks: Record<string, Ask>
}

const ALLOWED = new Set('id title kind format version inForce articles remedy outcome fields asks'.split(' '))

export function readFrontMatter(head: string): FrontMatter {
  const faults: string[] = []
  const raw = yamlObject(head, faults)
  const text = (key: string) => {
    const value = raw[key]
    if (typeof value !== 'string' || value.trim() === '') faults.push(`缺少 ${key}`)
    return typeof value === 'string' ? value : ''
  }
  const oneOf = <T extends string>(key: string, values: readonly T[], otherwise?: T): T => {
    const value = raw[key] ?? otherwise
    if (!values.includes(value as T)) faults.push(`${key} 应当是 ${values.join('、')} 之一`)
    return value as T
  }
  const list = (key: string) => {
    const value = raw[key] ?? []
    const fits = Array.isArray(value) && value.every((each) => typeof each === 'string')
    if (!fits) faults.push(`${key} 应当是一组文字`)
    return fits ? (value as string[]) : []
  }
  for (const key of Object.keys(raw)) if (!ALLOWED.has(key)) faults.push(`不认识“${key}”这一项`)

  const kind = oneOf('kind', KINDS)
  const outcome = raw.outcome === undefined ? undefined : text('outcome')
  const version = Number.isInteger(raw.version) && (raw.version as number) > 0 ? (raw.version as number) : 0
  if (version === 0) faults.push('version 应当是从 1 起的整数')
  const inForce = text('inForce')
  if (!/^\d{4}-\d{2}-\d{2}$/.test(inForce)) faults.push('inForce 应当写成 2026-11-20 的样子')
  const frontMatter: FrontMatter = {
    id: text('id'),
    title: text('title'),
    kind,
    format: oneOf('format', FORMATS, 'letter'),
    version,
    inForce,
    articles: list('articles'),
    remedy: oneOf('remedy', REMEDIES),
    ...(outcome === undefined ? {} : { outcome }),
    fields: list('fields'),
    asks: readAsks(raw.asks, faults),
  }
  if (faults.length > 0)
    throw new DocumentFault('TEMPLATE_INVALID', `模板“${frontMatter.id}”有误：${faults.join('；')}。`, faults)
  return frontMatter
}

function yamlObject(head: string, faults: string[]): Record<string, unknown> {
  try {
    const value: unknown = parseYaml(head)
    if (value && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>
    faults.push('说明部分应当是“名称: 内容”的样子')
  } catch (error) {
    faults.push(`说明部分读不出来（${(error as Error).message.split('\n')[0]}）`)
  }
  return {}
}

function readAsks(value: unknown, faults: string[]): Record<string, Ask> {
  if (value === undefined || value === null) return {}
  const asks: Record<string, Ask> = {}
  for (const [key, raw] of Object.entries(value as Record<string, Partial<Ask>>)) {
    const { label, help, required = false, long = false, default: otherwise } = raw ?? {}
    if (!/^(\d+\.)?[a-z][A-Za-z0-9]*$/.test(key)) faults.push(`填写项“${key}”应当是小写字母开头的英文名`)
    if (typeof label !== 'string' || typeof help !== 'string') faults.push(`填写项“${key}”缺少 label 或者 help`)
    if (required && otherwise !== undefined) faults.push(`填写项“${key}”必填，不应再有 default`)
    asks[key] = {
      label: String(label ?? ''),
      help: String(help ?? ''),
      required: required === true,
      long: long === true,
      ...(typeof otherwise === 'string' ? { default: otherwise } : {}),
    }
  }
  return asks
}
