/** The only way an agency's wording changes: a new version, and what is decided about it. One lock a template. */
import type { Day } from '../../workflows/statute/days.ts'
import { announce, type Tx } from '../db/client.ts'
import { invalid, Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { CHANNEL } from '../letters/templates/in-force.ts'
import { recordChange } from '../people/changes.ts'
import { hasRole } from '../people/may.ts'
import type { Viewer } from '../people/sessions.ts'
import { agenciesAs } from '../people/sight.ts'
import type { Checked } from './check.ts'
import { actsOf, sourceOfVersion, type TemplateKey, versionsOf } from './queries.ts'
import { ACTS, type ActName, DECIDERS, mayDo, mayEdit, type Version, type VersionAct } from './standing.ts'
import { readWords, requireSound, shippedVersion, shippedWords } from './words.ts'

/** Goes on from the shipped one, whichever is the higher. */
export const nextVersion = (id: string, versions: readonly { version: number }[]): number =>
  Math.max(shippedVersion(id), ...versions.map(({ version }) => version)) + 1

type Draft = { source: string; why: string; basedOn: number | null }

/** @returns the number of the new version, or what is wrong with its source. */
export async function writeVersion(
  house: Pick<House, 'sql' | 'fonts' | 'lawFor' | 'time'>,
  key: TemplateKey,
  { source, why, basedOn }: Draft,
  viewer: Viewer,
): Promise<{ version: number } | { faults: Checked['faults'] }> {
  if (!mayEdit(viewer) || !agenciesAs(viewer, ['counsel']).includes(key.agencyId)) throw new Refusal('NOT_YOURS')
  return house.sql.begin(async (tx) => {
    await lock(tx, key)
    const version = nextVersion(key.template, await versionsOf(tx, key))
    const checked = readWords(house, key.template, source, version)
    if ('faults' in checked) return checked
    const choices = house.lawFor(key.agencyId).choices(house.time.today())
    const ground =
      basedOn === null ? shippedWords(key.template, choices) : (await sourceOfVersion(tx, key, basedOn))?.source
    if (ground === undefined) throw new Refusal('NOT_FOUND')
    if (unnumbered(ground) === unnumbered(checked.source))
      return { faults: [{ line: null, message: '与所依据的版本相同，没有改动' }] }
    await tx`
      insert into template_versions ${tx({
        ...key,
        version,
        ...checked,
        basedOn,
        by: `staff:${viewer.username}`,
        at: house.time.now().toISOString(),
        why,
      })}`
    await onRecord(tx, house, key, version, { state: 'draft', why }, viewer)
    return { version }
  })
}

/** Submits, approves, returns or withdraws. @throws Refusal where the act is not this person's, or not possible now. */
export async function actOn(
  house: Pick<House, 'sql' | 'lawFor' | 'reloadTemplates' | 'time'>,
  key: TemplateKey,
  version: number,
  { act, day, why }: { act: ActName; day?: Day; why: string },
  viewer: Viewer,
): Promise<void> {
  if (!agenciesAs(viewer, DECIDERS).includes(key.agencyId)) throw new Refusal('NOT_YOURS')
  const today = house.time.today()
  await house.sql.begin(async (tx) => {
    await lock(tx, key)
    const [versions, acts] = await Promise.all([versionsOf(tx, key), actsOf(tx, key)])
    const row = versions.find((each) => each.version === version)
    if (!row) throw new Refusal('NOT_FOUND')
    if (!mayDo(row, acts, viewer).includes(act)) throw refusal(act, row, acts, viewer)
    if (act === 'approved' && (!day || day < today))
      throw invalid({ field: 'day', code: 'IN_THE_PAST', message: '施行日不能早于今天：已经发出的文书不受影响' })
    if (act === 'submitted' || act === 'approved') {
      const { resolved } = (await sourceOfVersion(tx, key, version))!
      requireSound(house, key, { resolved, day, today, what: ACTS[act] })
    }
    await tx`
      insert into template_acts ${tx({
        ...key,
        position: (acts.at(-1)?.position ?? 0) + 1,
        version,
        act,
        day: act === 'approved' ? day! : today,
        by: `staff:${viewer.username}`,
        at: house.time.now().toISOString(),
        why,
      })}`
    await onRecord(tx, house, key, version, { state: act, ...(act === 'approved' && { from: day }), why }, viewer)
    if (act === 'approved' || act === 'withdrawn') await announce(tx, CHANNEL, key.agencyId)
  })
  await house.reloadTemplates()
}

const onRecord = (
  tx: Tx,
  house: Pick<House, 'time'>,
  { agencyId, template }: TemplateKey,
  version: number,
  after: Record<string, unknown>,
  viewer: Viewer,
) =>
  recordChange(
    tx,
    house,
    { agencyId, what: 'template', subject: template, before: null, after: { version, ...after } },
    `staff:${viewer.username}`,
  )

function refusal(
  act: ActName,
  { version, by }: Pick<Version, 'version' | 'by'>,
  acts: readonly VersionAct[],
  viewer: Viewer,
): Refusal {
  if (!hasRole(viewer, 'counsel', 'head')) return new Refusal('NOT_YOURS')
  const wrote = [
    by,
    ...acts.filter((each) => each.version === version && each.act === 'submitted').map((each) => each.by),
  ]
  const reviews = act === 'approved' || act === 'returned'
  if (reviews && wrote.includes(`staff:${viewer.username}`))
    return new Refusal('NOT_YOURS', { message: '起草人和提交人不能审核自己的版本，请由另一人审核' })
  return new Refusal('FACT_REFUSED', { message: `这一版本现在不能${ACTS[act]}，请刷新页面查看它的状态` })
}

const lock = (tx: Tx, { agencyId, template }: TemplateKey) =>
  tx`select pg_advisory_xact_lock(hashtextextended(${`template ${agencyId} ${template}`}, 0))`

const unnumbered = (source: string) => source.replace(/^version:.*$/m, '').trimEnd()
