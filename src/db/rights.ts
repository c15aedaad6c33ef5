/**
 * What the service itself may do in its database. It signs in as a role that owns nothing: what is written once (ledger,
 * letters, files, decisions) it adds to and never changes, and no trigger that guards them is its to take away. The tables
 * belong to another role, which only brings the schema up to date.
 *
 * What may be changed is said once, by the triggers of the migrations: a table that refuses a change is not granted it.
 * Of which rows it sees and writes them, the policies say (`client.ts`); what it may write of rights and of what is public,
 * the triggers of migration 0029; that nothing is opened under another's number, those of 0039.
 *
 * Proven by test/evidence/runtime-role.test.ts and wall.test.ts.
 */
import postgres, { type Sql } from 'postgres'
import { ENDS_WITHIN } from './client.ts'

/** Rows that nothing in the product takes out, though no trigger refuses it: people and cases stay, and what was said. */
const NEVER_DELETED = [
  ...['people', 'cases', 'consultation_accesses', 'counters', 'words', 'identities', 'secret_keys'],
  ...[
    'deliveries',
    'unsequenced',
    'spot_lines',
    'spot_evaluators',
    'urgings',
    'problems',
    'redactions',
    'trainings',
    'training_people',
  ],
  ...['assistances', 'case_moves', 'remark_mentions', 'conferences', 'conference_seats', 'internal_words'],
]
/** A place in this queue is taken, and left only for one in the log, by a function; the words of a line go with its case, by a trigger. */
const NEVER_CHANGED = ['unsequenced', 'spot_lines']
const READ_ONLY = ['data_editions']
/** Filed with the application and shown to nobody: the service puts them away, and could not tell them if it were asked. */
const PUT_AWAY = ['identities']
/** Written by functions alone: no line, no place in the queue or the chain and no signature is the service's own to put there. */
const TOLD = [
  ...['audit_lines', 'audit_unchained', 'audit_chain', 'audit_heads'],
  ...['log', 'log_nodes', 'checkpoints'],
  'released_counts', // by the trigger of what is counted
  'released_version', // by the trigger of what changes
  'released_pair_counts', // by the trigger of what is searched
]
/** These work as the owner, past the wall between agencies: of all roles the service's alone may ask them. */
const PAST_THE_WALL = [
  ...['public.file_application(jsonb)', 'public.keys_named(text[])'],
  ...['public.tell_audit(jsonb)', 'public.chain_audit(jsonb)', 'public.sign_audit(jsonb)'],
  ...['public.sequence_log(bigint[],jsonb,jsonb)', 'public.leave_queue(bigint[])'],
  ...['public.erase_case(text,uuid)', 'public.secret_elsewhere(text,text[])'],
]

type Statement = string
type Table = { schema: string; name: string; wanted: string[]; given: string[] }

/**
 * The statements that bring this role's rights to what they should be; none where they are. Asked as the owner.
 * @param role may be one that is still to be made
 */
export async function rightsLacking(sql: Sql, role: string): Promise<Statement[]> {
  const named = quoted(role)
  const tables = await tablesFor(sql, role)
  const wrong = tables.filter(({ wanted, given }) => wanted.join() !== given.join())
  const functions = await functionsFor(sql, role)
  const [schemas] = await sql<{ open: boolean; queue: boolean; history: boolean }[]>`
    select has_schema_privilege('public', 'public', 'create') as open,
      case when to_regrole(${named}) is null then false
        else has_schema_privilege(${role}, 'graphile_worker', 'usage') end as queue,
      case when to_regrole(${named}) is null then false
        else has_schema_privilege(${role}, 'drizzle', 'usage') end as history`
  const unseen = await tablesWithoutPolicy(sql, role)
  return [
    ...(schemas!.open ? ['revoke create on schema public from public'] : []),
    ...functions.flatMap(({ name, anybody, granted }) => [
      ...(anybody ? [`revoke execute on function ${name} from public`] : []),
      ...(granted && !anybody ? [] : [`grant execute on function ${name} to ${named}`]),
    ]),
    ...(schemas!.queue ? [] : [`grant usage on schema graphile_worker to ${named}`]),
    ...(schemas!.history ? [] : [`grant usage on schema drizzle to ${named}`]),
    ...wrong.flatMap(({ schema, name, wanted, given }) => [
      ...(given.length > 0 ? [`revoke all on table ${quoted(schema)}.${quoted(name)} from ${named}`] : []),
      `grant ${wanted.join(', ')} on table ${quoted(schema)}.${quoted(name)} to ${named}`,
    ]),
    // The queue's tables let nobody but their owner see a row unless it is said.
    ...unseen.map(
      (name) => `create policy ${named} on graphile_worker.${quoted(name)} to ${named} using (true) with check (true)`,
    ),
  ]
}

/** Before the migrations a function is not there: nobody may call it, and nothing of it is lacking yet. */
function functionsFor(sql: Sql, role: string) {
  return sql<{ name: string; anybody: boolean; granted: boolean }[]>`
    select name, coalesce(has_function_privilege('public', to_regprocedure(name)::oid, 'execute'), false) as anybody,
      case when to_regrole(${quoted(role)}) is null then false
        else coalesce(has_function_privilege(${role}, to_regprocedure(name)::oid, 'execute'), true) end as granted
    from unnest(${PAST_THE_WALL}::text[]) as name`
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** Every table of ours, of the queue and of the migrations, with what the role should have and what it has. */
function tablesFor(sql: Sql, role: string): Promise<Table[]> {
  return sql<Table[]>`
    with tables as (
      select c.oid, n.nspname as schema, c.relname as name, c.relacl,
        exists (select from pg_trigger t join pg_proc p on p.oid = t.tgfoid
          where t.tgrelid = c.oid and p.proname in ('refuse_change', 'only_sealed_anew') and t.tgtype & 1 = 1 and t.tgtype & 16 = 16) as kept,
        exists (select from pg_trigger t join pg_proc p on p.oid = t.tgfoid
          where t.tgrelid = c.oid and p.proname in ('refuse_change', 'only_sealed_anew') and t.tgtype & 1 = 1 and t.tgtype & 8 = 8) as stays
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'graphile_worker', 'drizzle') and c.relkind in ('r', 'v')
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('e', 'i'))
    ), wanted as (
      select oid, schema, name, relacl, case
        when schema = 'drizzle' or name = any(${READ_ONLY}) then array['select']
        when schema = 'graphile_worker' then array['delete', 'insert', 'select', 'update']
        else array_remove(array[
          case when not stays and name <> all(${[...NEVER_DELETED, ...TOLD]}) then 'delete' end,
          case when name <> all(${TOLD}) then 'insert' end,
          case when name <> all(${PUT_AWAY}) then 'select' end,
          case when not kept and name <> all(${[...TOLD, ...NEVER_CHANGED]}) then 'update' end], null) end as wanted
      from tables
    )
    select schema, name, wanted, array(
      select distinct lower(privilege_type) from aclexplode(relacl) where grantee = to_regrole(${quoted(role)}) order by 1) as given
    from wanted order by schema, name`
}

async function tablesWithoutPolicy(sql: Sql, role: string): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c
    where c.relnamespace = 'graphile_worker'::regnamespace and c.relrowsecurity and not exists (
      select from pg_policy p where p.polrelid = c.oid and to_regrole(${quoted(role)}) = any(p.polroles))
    order by name`
  return tables.map(({ name }) => name)
}

/** Whom an address signs in as. */
export const roleOf = (url: string): string => decodeURIComponent(new URL(url).username)

/** Gives the role of this address what it lacks, and takes what it has too much. @param ownerUrl the owner's address */
export async function giveRights(ownerUrl: string, runtimeUrl: string): Promise<void> {
  const role = roleOf(runtimeUrl)
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    await sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(20190516)` // several processes may start at once
      for (const statement of await rightsLacking(tx as unknown as Sql, role)) await tx.unsafe(statement)
    })
  } finally {
    await sql.end(ENDS_WITHIN)
  }
}

/** Whether this connection's role owns the tables, and so could take away what guards them. */
export async function ownsTables(sql: Sql): Promise<boolean> {
  const [ledger] = await sql<{ owned: boolean }[]>`
    select pg_has_role(current_user, relowner, 'member') as owned from pg_class where oid = to_regclass('public.ledger')`
  return ledger?.owned ?? true
}
