/**
 * 政府信息不存在 (Art 36 (4)). What was lost has existed: it is answered so only after recovery was tried and recorded,
 * with a name that answers for it (指导案例101号: a search that could not find a record did not prove that there is none).
 */
import { FOUND, SECRET_ON_FILE } from './contradicted.ts'
import { draftSays, of, type Rule } from './rule.ts'

const DENIED = '(?:没有|未见|未曾|并未|并非|不是|不属于|不存在|无)[^，。；]{0,8}'
const LOSS = new RegExp(
  `(?<!${DENIED})(?:遗失|丢失|散失|灭失|毁损|损毁|下落不明|找不到原[件本]|原件已?(?:无法|不能)找到)`,
)

/** The words by which a text says that a record was lost, or null; “没有遗失的记录” says the opposite. */
export const lossIn = (text: string): string | null => LOSS.exec(text)?.[0] ?? null

const ARTICLE = '条例第三十六条第（四）项'

export const SEARCHED: Rule[] = [
  {
    code: 'RECOVERY_NOT_APPROVED',
    article: ARTICLE,
    kept: of('searched', (_context, { recovery = [], recoveryApprovedBy }) =>
      recovery.length > 0 ? !!recoveryApprovedBy?.trim() : !recoveryApprovedBy?.trim(),
    ),
  },
]

export const NOT_HELD: Rule[] = [
  FOUND,
  SECRET_ON_FILE,
  {
    code: 'LOST_NOT_RECOVERED',
    article: ARTICLE,
    kept: ({ searches }, fact) => searches.some(({ recovered }) => recovered) || lossIn(draftSays(fact)) === null,
  },
]
