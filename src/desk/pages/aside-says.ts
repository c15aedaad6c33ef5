/** By whom, when and why something was set aside, in one line, as lists say it. */
import { inChinese } from '../../../workflows/statute/days.ts'
import type { Aside } from '../../cases/asides.ts'

export const asideSays = ({ by, on, why }: Pick<Aside, 'by' | 'on' | 'why'>): string =>
  `${by}${inChinese(on)}设为无效件：${why}`
