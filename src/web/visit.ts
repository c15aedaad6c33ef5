/** A visit to a citizen page: its language by the address, size and contrast by a cookie that the visitor asked for. */
import type { FastifyRequest } from 'fastify'
import type { Site } from '../ground/site.ts'
import { cookieOf } from './cookies.ts'
import { en } from './words/en.ts'
import { type Words, zh } from './words/zh.ts'

/** 适老化: larger type, and colours of the highest contrast. */
export type Look = { large: boolean; contrast: boolean }

export type Visit = {
  words: Words
  /** Address of this page below the language's root, query included: where the other language shows the same. */
  path: string
  look: Look
  /** Where the form called `application` is kept before the language changes: then nothing typed is lost without a script. */
  saves?: string
  /** Whose site this is, for the foot of the page. */
  site?: Site
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Whose site this is, as it stands now. */
    site(): Site
  }
}

export const LANGUAGES: readonly Words[] = [zh, en]

/**
 * The visit of a request to a page in the language of `words`.
 * @param path for a page that answers a form: the address at which it can be opened again, below the root.
 */
export function visitOf(request: FastifyRequest, words: Words, path?: string): Visit {
  return { words, path: path ?? below(request.url, words), look: lookOf(request), site: request.server.site() }
}

/** The language that an address (path with query) belongs to, for what is answered outside of any route. */
export const wordsFor = (url: string): Words => (/^\/en(\/|\?|$)/.test(url) ? en : zh)

const below = (url: string, { root }: Words): string => {
  const bare = root.slice(0, -1)
  const rest = url.startsWith(root) ? url.slice(root.length) : url.startsWith(bare) ? url.slice(bare.length) : url
  return rest.replace(/^\/+/, '')
}

function lookOf(request: FastifyRequest): Look {
  const flags = (cookieOf(request, 'look') ?? '').split('-')
  return { large: flags.includes('large'), contrast: flags.includes('contrast') }
}
