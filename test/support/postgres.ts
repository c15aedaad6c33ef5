/** A real database for each test file: a clone of the migrated template, in about 40 ms. */
import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'

type FreshDatabase = { url: string; drop(): Promise<void> }

export async function freshDatabase(): Promise<FreshDatabase> {
  const template = inject('template')
  const name = `${template.replace(/template$/, '')}${randomUUID().replaceAll('-', '')}`
  const server = inject('serverUrl')
  await once(server, `create database ${name} template ${template}`)
  // By force: a test that failed half-way has left connections.
  return { url: onDatabase(server, name), drop: () => once(server, `drop database if exists ${name} with (force)`) }
}

async function once(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    await sql.unsafe(statement)
  } finally {
    await sql.end()
  }
}

/** The same server and role, another database. */
export function onDatabase(url: string, database: string): string {
  const there = new URL(url)
  there.pathname = `/${database}`
  return there.href
}
