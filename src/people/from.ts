/** Where a request comes from, as its owner will know it again in the list of sessions. */
import type { FastifyRequest } from 'fastify'
import type { From } from './sessions.ts'

const PROGRAMS: [name: string, pattern: RegExp][] = [
  ['微信', /MicroMessenger\/(\d+)/],
  ['Edge', /Edg(?:A|iOS)?\/(\d+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /Version\/(\d+).* Safari\//],
]
const SYSTEMS: [name: string, pattern: RegExp][] = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
]

/** Browsers call themselves by each other's names: the first of ours that fits. Others keep forty characters of theirs. */
export function programOf(userAgent: string | undefined): string {
  const told = (userAgent ?? '').replace(/[^\x20-\x7e]/g, '').trim()
  const program = PROGRAMS.find(([, pattern]) => pattern.test(told))
  if (!program) return told.slice(0, 40)
  const system = SYSTEMS.find(([, pattern]) => pattern.test(told))
  return [`${program[0]} ${program[1].exec(told)![1]}`, system?.[0]].filter(Boolean).join(' · ')
}

/** The address and the program of a request. */
export const fromOf = (request: FastifyRequest): From => ({
  address: request.ip,
  program: programOf(request.headers['user-agent']),
})
