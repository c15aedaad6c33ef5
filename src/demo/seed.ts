/** Fills an empty office with 云溪区. Every case goes through the same door as a real one, on its own past days. */
import type { CaseContext } from '../../workflows/disclosure/context.ts'
import type { Fact, FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { plusDays } from '../../workflows/statute/days.ts'
import type { Calendar } from '../../workflows/statute/working-days.ts'
import { openCase } from '../cases/open.ts'
import { record } from '../cases/record.ts'
import type { Tx } from '../db/client.ts'
import { recordLook } from '../files/given.ts'
import { settableTime } from '../ground/time.ts'
import type { House, Recording } from '../house.ts'
import { applicantNumber, requestNumber } from './applications.ts'
import { AGENCIES, OFFICE } from './district.ts'
import { putGiven } from './given.ts'
import { seedGuide } from './guide.ts'
import { posted, signedFor } from './mailroom.ts'
import { isFirst } from './once.ts'
import { seedReleased } from './released.ts'
import { seedDistrict } from './seed-district.ts'
import { STORIES, type Story } from './stories.ts'

/** Safe to run again: what is there stays, what an interrupted start left out is added. */
export async function seed(house: Recording & Pick<House, 'sql' | 'law'>): Promise<void> {
  await seedDistrict(house)
  await seedStories(house, STORIES, 0)
  await seedReleased(house)
  await seedGuide(house)
}

/** Cases as their stories tell them, each once. @param first the number of the first among all cases */
export async function seedStories(
  house: Recording & Pick<House, 'sql' | 'law'>,
  stories: readonly Story[],
  first: number,
): Promise<void> {
  for (const [n, story] of stories.entries()) await house.sql.begin((tx) => tell(tx, house, first + n, story))
}

async function tell(tx: Tx, house: Recording & Pick<House, 'law'>, i: number, story: Story): Promise<void> {
  if (!(await isFirst(tx, house, String(i)))) return
  const { calendar } = house.law()
  const today = house.time.today()
  const submittedOn = workingDaysAgo(calendar, today, story.ago)
  // Started in the morning, the day has not come to the hours that the office keeps: nothing is recorded before it happens.
  const began = house.time.now()
  const byNow = (at: Date) => (at < began ? at : began)
  const time = settableTime(byNow(atOffice(submittedOn, i)))
  const then = { ...house, time }
  const submitted = {
    type: 'submitted',
    on: submittedOn,
    channel: story.channel,
    applicant: applicantNumber(i),
    request: { ...requestNumber(i, story.about.asked), ...story.wants },
  } as FactOf<'submitted'>
  const by = story.channel === 'online' ? 'applicant' : 'staff:registrar'
  const agencyId = i % 6 === 5 && story.steps.length === 0 ? AGENCIES[(i % 4) + 1]!.id : OFFICE
  const opened = await openCase(tx, then, agencyId, submitted, { by, at: time.now() })
  let context: CaseContext | undefined
  const put = async (fact: Fact, by: string, planned: Date) => {
    const at = byNow(planned)
    time.set(at)
    context = (await record(tx, then, opened, fact, { by, at })).row.context
  }
  const mail = async (facts: readonly Fact[], n: number) => {
    for (const fact of facts) await put(fact, 'staff:registrar', atOffice(fact.on, i, n))
  }
  const arrived = (until: Day) => (context ? signedFor(context, calendar, until) : [])
  let given: string[] | undefined
  for (const [n, [after, who, type, told = {}]] of story.steps.entries()) {
    const on = calendar.plus(submittedOn, after).on
    if (after > story.ago || on > today) break
    await mail(arrived(on), n)
    const { answerIn, ...rest } = told as { answerIn?: number; files?: string[]; fields?: object }
    const answerBy = answerIn === undefined ? {} : { answerBy: calendar.plus(on, answerIn).on }
    if (rest.files) given ??= await putGiven(tx, then, opened, submitted.request.title!)
    // Of the two the paper names its author, for which somebody would have to answer: the table is published.
    const files = rest.files && { files: type === 'releaseDecided' ? given!.slice(1) : given }
    // Whoever lets files go has opened them.
    if (type === 'replyReviewed' || type === 'replyApproved' || type === 'replySigned') {
      time.set(byNow(atOffice(on, i, n + 1)))
      const row = { agencyId: opened.agencyId, id: opened.caseId, context: context! }
      for (const file of given ?? []) await recordLook({ sql: tx, time }, row, file, `staff:${who}`)
    }
    const actor = who === 'applicant' ? who : `staff:${who}`
    const way = type === 'replyServed' && submitted.request.delivery === 'post' ? POSTED : {}
    const fields =
      rest.files && type === 'replyDrafted' && submitted.request.form === 'paper'
        ? { fields: { ...rest.fields, ...COPIED } }
        : {}
    const fact = { type, on, ...rest, ...answerBy, ...files, ...fields, ...way } as Fact
    await put(fact, actor, atOffice(on, i, n + 1))
    await mail(posted(context!, on), n + 1)
  }
  await mail(arrived(today), story.steps.length)
}

/** Whoever asked for paper gets paper (Art 40), beside the files. */
const COPIED = { paper: '所申请文件的复印件1份，随本答复书邮寄。' }
/** Whoever asked for paper is served by post. */
const POSTED = { how: 'post', trackingNumber: 'XA00000000000' }

/** The day from which `n` working days have gone by until today. */
function workingDaysAgo(calendar: Calendar, today: Day, n: number): Day {
  let day = today
  while (calendar.between(day, today) < n || (n > 0 && !calendar.isWorkingDay(day))) day = plusDays(day, -1)
  return day
}

/** Some minute of the office's day, the same for the same case. */
const atOffice = (day: Day, i: number, n = 0) =>
  new Date(Date.parse(`${day}T09:00:00+08:00`) + ((i * 7) % 60) * 60_000 + n * 11 * 60_000)
