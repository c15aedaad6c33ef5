/** By whom, when and why something was set aside, in one line, as lists say it. */
import { inChinese } from '../../../workflows/statute/days.ts'
import type { Aside } from '../../cases/asides.ts'

export const asideSays = ({ by, on, why, moved }: Pick<Aside, 'by' | 'on' | 'why' | 'moved'>): string =>
  moved
    ? `${by}${inChinese(on)}移送${moved.agency}（受理编号${moved.receipt}）`
    : `${by}${inChinese(on)}设为无效件：${why}`
