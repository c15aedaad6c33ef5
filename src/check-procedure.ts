/** A hole in the procedure stops the start, never a case. */

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { checkWorkflow } from '../workflows/disclosure/check.ts'
import { RECORDABLE } from './acts/catalogue.ts'
import type { Template } from './documents/index.ts'
import { TEMPLATES_FOLDER } from './letters/templates/folder.ts'
import { readMails } from './sending/mails.ts'

const GLOSSARY = fileURLToPath(new URL('../workflows/README.md', import.meta.url))

/** @throws Error that names every fault: a state nobody reaches, a fact without article, a letter or mail that is not there. */
export function checkProcedure(templates: ReadonlyMap<string, Template>): void {
  if (found.has(templates)) return
  const faults = checkWorkflow({
    letters: [...templates.keys()],
    answers: [...templates.values()].flatMap(({ outcome }) => outcome ?? []),
    mails: [...readMails(`${TEMPLATES_FOLDER}/mails`).keys()],
    recordable: ['submitted', ...RECORDABLE],
    glossary: readFileSync(GLOSSARY, 'utf8'),
  })
  if (faults.length > 0) throw new Error(`The procedure is not whole:\n${faults.join('\n')}`)
  found.add(templates)
}

/** A process that opens several houses, as one that restores, looks once. */
const found = new WeakSet<ReadonlyMap<string, Template>>()
