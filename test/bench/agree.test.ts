/** What the benches ask of pages is what pages say: a changed link or a new condition would else be found on the day of measuring. */
import { expect, test } from 'vitest'
import { agree, rawConnections } from './asked.ts'
import { caseQuestions } from './case.ts'
import { deskQuestions } from './desk.ts'
import { filterQuestions } from './desk-filters.ts'
import { fillWithCases } from './many-cases.ts'
import { inOffice } from './office.ts'
import { roomQuestions } from './room.ts'
import { searchQuestions } from './search-desk.ts'
import { courseQuestions, courseRows, supervisionQuestions } from './supervision.ts'

test('the questions of the benches, over a few cases, have the answers of their SQL', () =>
  inOffice(
    (house) => fillWithCases(house, 400),
    async (office) => {
      await courseRows(office)
      const raw = rawConnections(office.house.databaseUrl)
      const asked = [
        await deskQuestions(office),
        await filterQuestions(office),
        await searchQuestions(office),
        await caseQuestions(office),
        await supervisionQuestions(office),
        await courseQuestions(office),
        roomQuestions(),
      ]
      for (const each of asked) await agree(office, raw, each)

      // And what differs is found.
      const [first] = asked[0]!.questions
      const none = { ...asked[0]!, questions: [{ ...first!, raw: async () => ({ ids: [] }) }] }
      await expect(agree(office, raw, none)).rejects.toThrow('the product answers 200')
      await raw.end()
    },
  ))
