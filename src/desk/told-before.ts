/** What is told in the box of an act before it is recorded: what the file lacks before it is archived, and how to reach whoever is to confirm. */
import type { Lacking } from '../evidence/reading/lacking.ts'
import { missingInWords, type ServiceRow } from '../letters/service.ts'
import type { Act } from '../web/shapes.ts'

type Known = {
  /** What the applicant said of being contacted. */
  wishes: { label: string; value: string }[]
  /** Papers that nobody put on file. */
  lacking: readonly Lacking[]
  service: readonly ServiceRow[]
}

/** The acts with what is known of them; it stops nobody. */
export const withWhatIsKnown = (acts: readonly Act[], { wishes, lacking, service }: Known): Act[] =>
  acts.map((act) => {
    if (act.type === 'confirmed' && wishes.length > 0) return { ...act, reads: { title: '联系申请人', pairs: wishes } }
    const missing = act.type === 'archived' ? stillMissing(lacking, service) : []
    return missing.length > 0
      ? { ...act, note: `卷内还缺：${missing.join('；')}。能补的请先补齐再归档；补不齐的，也可以归档。` }
      : act
  })

/** Each letter with all that it lacks, then the other papers. */
function stillMissing(lacking: readonly Lacking[], service: readonly ServiceRow[]): string[] {
  const letters = service.flatMap((row) => {
    const words = missingInWords(row)
    return words ? [`《${row.title}》（${row.to}）${words}`] : []
  })
  const ofLetters = service.flatMap(({ lacks }) => lacks)
  const papers = lacking.filter(({ what }) => !ofLetters.includes(what))
  return [...letters, ...papers.map(({ what, of }) => `${what}（${of}）`)]
}
