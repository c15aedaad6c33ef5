/** What the choices on the forms of a case are taken from, gathered by whoever shows the case. */
import type { Missing } from '../../workflows/disclosure/missing.ts'
import type { Addressee } from '../../workflows/disclosure/vocabulary.ts'
import type { Template } from '../documents/index.ts'
import type { OurFile } from '../files/given.ts'
import type { Colleague } from '../people/queries.ts'
import type { Offered } from '../released/offered.ts'
import type { EarlierChoices } from './offer-earlier.ts'
import type { RemedyChoices } from './offer-remedy.ts'
import type { FeeProposal } from './propose-fee.ts'

/** What the choices on a form are taken from. */
export type Choices = {
  units: readonly { id: string; name: string }[]
  handlers: readonly Colleague[]
  templates: ReadonlyMap<string, Template>
  /** The fee that the rules give for this application; a person decides. */
  fee?: FeeProposal
  /** The letters of the case by title and number, and what those who apply are called. */
  letters?: readonly { id: string; title: string; number: string | null }[]
  names?: (who: Addressee) => string
  /** What the application lacks: a correction notice begins with it. */
  missing?: readonly Missing[]
  /** What this applicant was answered before. */
  earlier?: EarlierChoices
  /** What reopening begins with: the decision or judgment that was recorded last, by field. */
  reopening?: Record<string, string | undefined>
  /** Where what this agency does is reviewed and judged. */
  remedies?: RemedyChoices
  /** 保管期限 of the agency's table, by name. */
  retention?: readonly { value: string; label: string }[]
  /** What a decision to publish begins with. */
  release?: Offered
  /** Files that a draft may give, those that the last draft gave, and whether more may be added in the same form. */
  give?: { files: readonly OurFile[]; chosen: readonly string[]; uploads: boolean }
  /** What is not in the files that were redacted, and the articles of the grounds: a letter of partial disclosure begins with it. */
  redacted?: { withheld: string; ground: string }
  /** Every file that is on file. */
  files?: readonly { id: string; name: string }[]
}
