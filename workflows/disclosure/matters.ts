/** A case of several matters, read for one of them. */
import type { CaseContext } from './context.ts'

/** What was found of one matter: the findings of that matter, else those of the whole, read as if it were all. */
export const aboutMatter = (context: CaseContext, matter: string): CaseContext => ({
  ...context,
  searches: ofMatter(context.searches, matter).map((search) =>
    context.searches.some((own) => own.matter === matter) ? search : { ...search, ofTheWhole: true },
  ),
  secrecy: ofMatter(context.secrecy, matter),
  examined: ofMatter(context.examined, matter),
  consultations: context.consultations.filter(({ assessed }) => !assessed?.matter || assessed.matter === matter),
})

function ofMatter<T extends { matter: string | null }>(all: readonly T[], matter: string): T[] {
  const own = all.filter((each) => each.matter === matter)
  return (own.length > 0 ? own : all.filter((each) => each.matter === null)).map((each) => ({ ...each, matter: null }))
}
