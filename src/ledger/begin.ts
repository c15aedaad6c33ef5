/**
 * Writes the first fact of a case with all that belongs to it. By a function of the database (migration 0030): whoever
 * files belongs to no agency, and may open a new case with any, in one statement.
 */
import { json, type Sql, type Tx } from '../db/client.ts'

/** The whole application goes over as one JSON text: one parameter, one journey, one commit. */
export async function begin(tx: Tx | Sql, told: Record<string, object>): Promise<void> {
  await tx`select file_application(${json(told)}::jsonb)`
}
