/** Staff who come to a page that there is not keep their own frame: the public's header would lead them away from their work. */
import type { FastifyRequest } from 'fastify'
import type { House } from '../house.ts'
import type { ErrorFrame } from '../web/parts/error-page.tsx'
import { tokenOf } from './guard.ts'
import { viewerOf } from './sessions.ts'
import { StaffPage } from './staff-page.tsx'

/** The frame of whoever is signed in, on whatever route; undefined for the public. */
export const errorFrame =
  (house: Pick<House, 'sql' | 'time' | 'config'>) =>
  async (request: FastifyRequest): Promise<ErrorFrame | undefined> => {
    const token = tokenOf(request)
    const viewer = request.viewer ?? request.staff ?? (token && (await viewerOf(house, token)))
    return viewer ? (page) => <StaffPage {...page} viewer={viewer} csrf={viewer.csrf} /> : undefined
  }
